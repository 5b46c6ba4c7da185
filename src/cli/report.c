/* SPDX-License-Identifier: MIT */
/* What `read` and `scan` share: their options, and each payload's way from text to what is printed. */
#include "cli.h"

#include <string.h>
#include <time.h>

/* A number of digits at *at, which moves on; -1 for anything else. */
static int digits(const char **at, int count)
{
    int number = 0;

    for (; count > 0; count--, (*at)++) {
        if (**at < '0' || **at > '9') {
            return -1;
        }
        number = number * 10 + (**at - '0');
    }
    return number;
}

/* Days from 1970-01-01 in the Gregorian calendar. */
static int64_t days(int year, int month, int day)
{
    static const int before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
    int past = year - 1; /* whole years; leap days come once in 4, not in 100, yet in 400 */
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return (int64_t)past * 365 + past / 4 - past / 100 + past / 400 - 719162 + before[month - 1] +
           (leap && month > 2 ? 1 : 0) + day - 1;
}

/* Six numbers out of "2026-01-31T12:00:00Z", which must be all there is. */
static bool time_parts(const char *text, int part[6])
{
    static const char form[] = "4-2-2T2:2:2Z"; /* a digit: a number of so many digits; else the character itself */

    for (const char *at = form; *at != '\0'; at++) {
        if (*at >= '0' && *at <= '9') {
            *part = digits(&text, *at - '0');
            if (*part++ < 0) {
                return false;
            }
        } else if (*text++ != *at) {
            return false;
        }
    }
    return *text == '\0';
}

static bool read_time(const char *text, int64_t *seconds)
{
    static const int least[6] = { 1970, 1, 1, 0, 0, 0 }, most[6] = { 9999, 12, 31, 23, 59, 59 };
    int part[6];
    int64_t first, next;

    if (!time_parts(text, part)) {
        return false;
    }
    for (unsigned i = 0; i < 6; i++) {
        if (part[i] < least[i] || part[i] > most[i]) {
            return false;
        }
    }
    first = days(part[0], part[1], 1);
    next = part[1] == 12 ? days(part[0] + 1, 1, 1) : days(part[0], part[1] + 1, 1);
    *seconds = ((first + part[2] - 1) * 24 + part[3]) * 3600 + part[4] * 60 + part[5];
    return part[2] <= next - first;
}

bool emvqr__report_option(emvqr__report *report, int option, const char *argument)
{
    switch (option) {
    case EMVQR__OPTION_JSON: report->json = true; return true;
    case EMVQR__OPTION_POLICY:
        if (strcmp(argument, "strict") == 0) {
            report->policy = EMVQR_STRICT;
            return true;
        }
        if (strcmp(argument, "field") == 0) {
            report->policy = EMVQR_FIELD;
            return true;
        }
        emvqr__complain("--policy is strict or field, not \"%s\"", argument);
        return false;
    case EMVQR__OPTION_NOW:
        report->has_now = read_time(argument, &report->now);
        if (!report->has_now) {
            emvqr__complain("--now \"%s\" is no time: write it in UTC, as 2026-01-31T12:00:00Z", argument);
        }
        return report->has_now;
    case EMVQR__OPTION_EXPECT: report->expected = emvqr__expect(argument); return report->expected != NULL;
    default: return false;
    }
}

void emvqr__report_payload(emvqr__report *report, emvqr_span text, bool cut, const char *source,
                           const emvqr__sighting *sighting)
{
    emvqr__reading *reading = &report->reading;
    bool bad;

    emvqr__read_payload(reading, text, report->policy, report->has_now ? report->now : (int64_t)time(NULL));
    reading->cut = cut;
    reading->source = source;
    reading->sighting = sighting;
    reading->expected = report->expected;
    if (report->expected != NULL) {
        emvqr_check_payee(&reading->doc, report->expected, &reading->findings);
    }
    if (report->json) {
        emvqr__json_reading(report->out, reading);
    } else {
        if (report->payloads > 0) {
            emvqr__put(report->out, "\n", 1);
        }
        emvqr__explain(report->out, reading);
    }
    bad = reading->findings.errors > 0;
    report->payloads++;
    report->bad += bad;
    report->status = emvqr__worse(report->status, bad ? EMVQR__BAD : EMVQR__DONE);
}
