package org.otpwidget.server.benchmark;

import java.util.HashMap;
import java.util.Map;

/** What came to the vendor, and how long after the send's answer. Times are nanoseconds. */
final class Arrivals {

    private final Map<String, Long> answered = new HashMap<>();
    private final Map<String, Long> arrived = new HashMap<>();
    private Times times = new Times();
    private long from;
    private long to;
    private long count;
    private long last;

    /** Forgets all, and counts what arrives in this time. */
    synchronized void begin(long from, long to) {
        this.from = from;
        this.to = to;
        answered.clear();
        arrived.clear();
        times = new Times();
        count = 0;
    }

    /** The server has answered a send. */
    synchronized void answered(String requestId, long at) {
        Long before = arrived.remove(requestId);
        if (before == null) {
            answered.put(requestId, at);
        } else {
            times.add(before - at);
        }
    }

    /** The vendor was called. */
    synchronized void arrived(String requestId, long at) {
        if (at - from >= 0 && at - to < 0) {
            count++;
            last = at;
        }
        Long before = answered.remove(requestId);
        if (before == null) {
            arrived.put(requestId, at);
        } else {
            times.add(at - before);
        }
    }

    synchronized long count() {
        return count;
    }

    /** When the last one of those that count came. */
    synchronized long last() {
        return last;
    }

    /** From the answer to the vendor's call; negative when the vendor was called first. */
    synchronized Times times() {
        return times;
    }
}
