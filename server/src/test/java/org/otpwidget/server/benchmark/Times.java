package org.otpwidget.server.benchmark;

import java.util.Arrays;

/** Durations of one kind of call. */
final class Times {

    private long[] nanos = new long[1 << 12];
    private int size;

    void add(long time) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = time;
    }

    void addAll(Times others) {
        for (int n = 0; n < others.size; n++) {
            add(others.nanos[n]);
        }
    }

    /** The time, in milliseconds, that this part of all calls did not exceed. */
    double millis(double part) {
        Arrays.sort(nanos, 0, size);
        return size == 0 ? 0 : nanos[(int) Math.min(size - 1L, (long) (part * size))] / 1e6;
    }
}
