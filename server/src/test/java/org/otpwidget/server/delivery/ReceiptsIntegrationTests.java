package org.otpwidget.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpwidget.server.delivery.OutboxFixture.await;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.delivery.provider.Receipt;
import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;

/** Receipts that come while others hold what they change. */
@Timeout(60)
class ReceiptsIntegrationTests {

    private final TestDatabase database = TestDatabase.create();
    private final OutboxFixture fixture = new OutboxFixture(database);
    private final Connection erasure = connection();

    @BeforeEach
    void begin() {
        Mono.from(erasure.beginTransaction()).block();
    }

    @AfterEach
    void close() {
        Mono.from(erasure.close()).block();
        database.close();
    }

    /** An erasure locks requests before messages, a receipt that hastens a resend after them. */
    @Test
    void areRecordedAfterADeadlock() throws Exception {
        Queued message = fixture.insert(Channel.SMS);
        fixture.sql(
                "UPDATE message SET status = 'sent', provider = 'p', provider_id = 'm-1'"
                        + " WHERE id = $1",
                message.id());
        fixture.sql(
                "UPDATE request SET auto_retry_at = $2 WHERE id = $1",
                message.requestId(),
                fixture.clock.instant().plus(Duration.ofMinutes(1)));
        erases("SELECT FROM request WHERE id = '%s' FOR UPDATE".formatted(message.requestId()));
        var receipt = new Receipt("m-1", Receipt.State.FAILED, null, "no such number");

        var recorded = fixture.receipts(Schedulers.parallel()).record("p", receipt).toFuture();
        await(() -> fixture.blocked() == 1);
        // The receipt has waited longer, so the database lets it go, and this goes on.
        erases("SELECT FROM message WHERE id = %d FOR UPDATE".formatted(message.id()));
        Mono.from(erasure.commitTransaction()).block();

        recorded.get();
        assertThat(fixture.column(message, "status")).isEqualTo("failed");
    }

    private void erases(String sql) {
        Flux.from(erasure.createStatement(sql).execute())
                .flatMap(Result::getRowsUpdated)
                .then()
                .block();
    }

    private Connection connection() {
        return Mono.from(database.connections().create()).blockOptional().orElseThrow();
    }
}
