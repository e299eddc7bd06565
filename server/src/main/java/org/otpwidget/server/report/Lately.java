package org.otpwidget.server.report;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/** What an account had in the last 24 hours, beside its week before. */
public final class Lately {

    private final Traffic traffic;
    private final List<Hour> hours;
    private final List<Messages> messages;

    Lately(Traffic traffic, List<Hour> hours, List<Messages> messages) {
        this.traffic = traffic;
        this.hours = hours;
        this.messages = messages;
    }

    /**
     * Counts of the last 24 hours.
     *
     * @param requests verifications that were asked for
     * @param verified of these, the successful ones
     * @param sent messages that went out, for these requests
     * @param delivered of the messages, those that a receipt said so of
     * @param failed of the messages, those that never went out or arrived
     */
    public record Counts(long requests, long verified, long sent, long delivered, long failed) {

        /** Percent of the requests that were verified; 0 without requests. */
        public long conversion() {
            return requests == 0 ? 0 : Math.round(100.0 * verified / requests);
        }
    }

    /**
     * An hour of the last 24; of the first and of the last one only what lies within them.
     *
     * @param begin a full hour of UTC; of the first, where the 24 hours begin
     * @param requests verifications that were asked for in it
     * @param verified of these, the successful ones, whenever that was
     */
    public record Hour(Instant begin, long requests, long verified) {}

    /**
     * The day's messages of a provider; those of others, or of none, are one more.
     *
     * @param id null: of no provider that the account has and uses
     * @param tried all but those that nobody could have delivered
     * @param refused of these
     */
    record Messages(
            @Nullable String id,
            @Nullable String name,
            long sent,
            long delivered,
            long failed,
            long tried,
            long refused) {}

    /** The day at a glance. */
    public Counts counts() {
        return new Counts(
                traffic.today().requests(),
                traffic.today().verified(),
                sum(Messages::sent),
                sum(Messages::delivered),
                sum(Messages::failed));
    }

    /** The day hour by hour, the oldest first, also those without requests. */
    public List<Hour> hours() {
        return hours;
    }

    Traffic traffic() {
        return traffic;
    }

    List<Messages> messages() {
        return messages;
    }

    private long sum(ToLongFunction<Messages> number) {
        return messages.stream().mapToLong(number).sum();
    }
}
