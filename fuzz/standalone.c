/* SPDX-License-Identifier: MIT */
/* A driver for any compiler: runs a fuzz target once on each file that it is given and each file of each folder. */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <errno.h>

#include "input.h"

enum { FILE_MAX = 1 << 20 };

/* The name goes out before the run, so that the last one is the culprit. Inputs run at a file: 1; -1: it cannot be
 * read. */
static int run_file(const char *name)
{
    static uint8_t bytes[FILE_MAX];
    FILE *file = fopen(name, "rb");
    size_t size;
    int bad;
    if (file == NULL) {
        return -1;
    }
    size = fread(bytes, 1, sizeof bytes, file);
    bad = ferror(file) || (size == sizeof bytes && fgetc(file) != EOF);
    fclose(file);
    printf("%s\n", name);
    fflush(stdout);
    if (bad) {
        fprintf(stderr, "%s: cannot be read, or is larger than a megabyte\n", name);
        return -1;
    }
    LLVMFuzzerTestOneInput(bytes, size);
    return 1;
}

/* The same of a path. A folder that does not exist has none. */
static int run_path(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    char name[4096];
    int runs = 0;
    if (folder == NULL) {
        return errno == ENOTDIR ? run_file(path) : errno == ENOENT ? 0 : -1;
    }
    while (runs >= 0 && (entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] != '.') {
            snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
            runs = run_file(name) < 0 ? -1 : runs + 1;
        }
    }
    closedir(folder);
    return runs;
}

int main(int argc, char **argv)
{
    int i, runs, all = 0;
    for (i = 1; i < argc; i++) {
        runs = run_path(argv[i]);
        if (runs < 0) {
            fprintf(stderr, "%s: cannot be read\n", argv[i]);
            return 1;
        }
        all += runs;
    }
    printf("%d inputs\n", all);
    return all == 0;
}
