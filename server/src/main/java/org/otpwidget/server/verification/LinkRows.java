package org.otpwidget.server.verification;

import static java.util.Objects.requireNonNullElse;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.client.Addresses;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;

/** The statements on magic links ({@code R__link.sql}). */
@Component
final class LinkRows {

    /** A person in another network needs longer than this after the message was sent. */
    private static final Duration HASTE = Duration.ofSeconds(4);

    private static final String KNOWN = ":link, CAST(CAST(:hashes AS text[]) AS bytea[]), :nonce,";

    private static final String OPEN =
            "SELECT "
                    + LinkRow.COLUMNS
                    + " FROM open_link("
                    + KNOWN
                    + " CAST(CAST(:browsers AS text[]) AS bytea[]), :program, CAST(:ip AS inet),"
                    + " make_interval(secs => :haste), :now)";

    private static final String CONFIRM =
            "SELECT "
                    + LinkRow.COLUMNS
                    + " FROM confirm_link("
                    + KNOWN
                    + " CAST(CAST(:browsers AS text[]) AS bytea[]), :digits, :now)";

    private static final String DENY =
            "SELECT void_link("
                    + KNOWN
                    + " CAST(CAST(:asker AS text) AS bytea), :limit, :period, :now) AS outcome";

    private final DatabaseClient database;
    private final CodeVault vault;
    private final VerificationSettings settings;
    private final Clock clock;

    LinkRows(DatabaseClient database, CodeVault vault, VerificationSettings settings, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.settings = settings;
        this.clock = clock;
    }

    /** What there is to know of a link, after its opening was recorded. */
    Mono<LinkRow> open(LinkToken link, LinkVisit visit) {
        return look(link, visit, visit.program());
    }

    /** What there is to know of a link. */
    Mono<LinkRow> look(LinkToken link, LinkVisit visit) {
        return look(link, visit, null);
    }

    private Mono<LinkRow> look(LinkToken link, LinkVisit visit, @Nullable Boolean program) {
        return known(OPEN, link)
                .bind("browsers", vault.browserHashes(visit.browser()))
                .bind("program", Parameters.in(R2dbcType.BOOLEAN, program))
                .bind("ip", Addresses.format(visit.ip()))
                .bind("haste", (double) HASTE.toSeconds())
                .map(LinkRow::of)
                .one();
    }

    /**
     * Confirms it, if that is possible.
     *
     * @param digits what was typed, or null
     */
    Mono<LinkRow> confirm(LinkToken link, LinkVisit visit, @Nullable Integer digits) {
        return known(CONFIRM, link)
                .bind("browsers", vault.browserHashes(visit.browser()))
                .bind(
                        "digits",
                        Parameters.in(
                                R2dbcType.SMALLINT, digits == null ? null : digits.shortValue()))
                .map(LinkRow::of)
                .one();
    }

    /**
     * Voids it, if that is possible, and tells what became of it.
     *
     * @param asker address that asked for it, or null
     */
    Mono<String> deny(LinkToken link, @Nullable InetAddress asker) {
        return known(DENY, link)
                .bind(
                        "asker",
                        Parameters.in(
                                R2dbcType.VARCHAR, asker == null ? null : vault.askerHash(asker)))
                .bind("limit", settings.guessLimit())
                .bind("period", (int) settings.guessPeriod().toSeconds())
                .map(row -> requireNonNullElse(row.get(0, String.class), "unknown"))
                .one();
    }

    private GenericExecuteSpec known(String sql, LinkToken link) {
        return database.sql(sql)
                .bind("link", link.id())
                .bind("hashes", vault.linkHashes(link))
                .bind("nonce", CodeVault.nonceBytes())
                .bind("now", clock.instant());
    }
}
