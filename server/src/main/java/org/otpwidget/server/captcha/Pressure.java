package org.otpwidget.server.captcha;

import static org.otpwidget.server.database.Column.required;

import org.otpwidget.server.client.Addresses;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.time.Clock;

/**
 * How difficult the work is just now. Each challenge that is asked for is a hit of its client
 * address and of its widget, on whichever node; beyond what is usual the difficulty grows with the
 * hits, up to a bound.
 */
final class Pressure {

    private static final String SQL =
            "SELECT n, hits FROM captcha_hits(ARRAY[:address, :widget], :now, :seconds)";

    private final DatabaseClient database;
    private final CaptchaSettings settings;
    private final Clock clock;

    Pressure(DatabaseClient database, CaptchaSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Counts a challenge and tells its difficulty. */
    Mono<Integer> next(String widgetId, InetAddress client) {
        return database.sql(SQL)
                .bind("address", "a " + Addresses.format(Addresses.forLimits(client)))
                .bind("widget", "w " + widgetId)
                .bind("now", clock.instant())
                .bind("seconds", (int) settings.period().toSeconds())
                .map(
                        row ->
                                required(row, "hits", Double.class)
                                        / usual(required(row, "n", Integer.class)))
                .all()
                .reduce(1.0, Math::max)
                .map(times -> difficulty(Math.min(times, settings.hardest())));
    }

    private int usual(int scope) {
        return scope == 1 ? settings.usualPerAddress() : settings.usualPerWidget();
    }

    private int difficulty(double times) {
        return (int) Math.round(settings.difficulty() * times);
    }
}
