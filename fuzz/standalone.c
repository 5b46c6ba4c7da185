/* SPDX-License-Identifier: MIT */
/* A driver for any compiler: runs a fuzz target once on each file that it is given and each file of each folder. */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <errno.h>

#include "input.h"

enum { FILE_MAX = 1 << 20 };

/* The name goes out before the run, so that the last one is the culprit. */
static int run_file(FILE *file, const char *name)
{
    static uint8_t bytes[FILE_MAX];
    size_t size = fread(bytes, 1, sizeof bytes, file);
    int bad = ferror(file) || (size == sizeof bytes && fgetc(file) != EOF);
    printf("%s\n", name);
    fflush(stdout);
    if (bad) {
        fprintf(stderr, "%s: cannot be read, or is larger than a megabyte\n", name);
        return -1;
    }
    LLVMFuzzerTestOneInput(bytes, size);
    return 1;
}

/* Inputs run at a path; -1: it cannot be read. A folder that does not exist has none. */
static int run_path(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    char name[4096];
    int runs = 0;
    if (folder == NULL) {
        FILE *file = errno == ENOTDIR ? fopen(path, "rb") : NULL;
        if (file == NULL) {
            return errno == ENOENT ? 0 : -1;
        }
        runs = run_file(file, path);
        fclose(file);
        return runs;
    }
    while (runs >= 0 && (entry = readdir(folder)) != NULL) {
        FILE *file;
        if (entry->d_name[0] == '.') {
            continue;
        }
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        file = fopen(name, "rb");
        runs = file == NULL || run_file(file, name) < 0 ? -1 : runs + 1;
        if (file != NULL) {
            fclose(file);
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
