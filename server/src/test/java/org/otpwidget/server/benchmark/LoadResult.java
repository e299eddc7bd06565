package org.otpwidget.server.benchmark;

import java.util.List;

/**
 * What a load brought.
 *
 * @param times of each call of the script, from its start to its whole answer
 */
record LoadResult(long runs, double seconds, List<Times> times) {

    double rate() {
        return runs / seconds;
    }
}
