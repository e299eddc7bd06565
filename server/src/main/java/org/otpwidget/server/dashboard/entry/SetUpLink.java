package org.otpwidget.server.dashboard.entry;

import org.otpwidget.server.dashboard.DashboardSettings;
import org.otpwidget.server.database.Database;
import org.otpwidget.server.operator.Invitations;
import org.otpwidget.server.operator.Operators;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets the first operator in: while there is none, each start tells a link on the console that
 * makes one, and that no other start's link can any more. Of several nodes that start together one
 * tells it.
 */
@Component
class SetUpLink implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(SetUpLink.class);
    private static final int PATIENCE_SECONDS = 60;

    /** Nodes of one deployment start within it; an embedded database has one node only. */
    private static final Duration TOGETHER = Duration.ofMinutes(1);

    private final DashboardSettings settings;
    private final Database database;
    private final Operators operators;
    private final Invitations invitations;

    SetUpLink(
            DashboardSettings settings,
            Database database,
            Operators operators,
            Invitations invitations) {
        this.settings = settings;
        this.database = database;
        this.operators = operators;
        this.invitations = invitations;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (await(operators.any())) {
            return;
        }
        boolean alone = database.dataDirectory().isPresent();
        String link =
                await(
                        invitations
                                .setUp(alone ? Duration.ZERO : TOGETHER)
                                .map(token -> settings.publicUrl() + "/setup/" + token.reveal())
                                .defaultIfEmpty(""));
        if (link.isEmpty()) {
            log.info("The dashboard has no operator yet; another server has just told the link.");
        } else {
            log.info("The dashboard has no operator yet. Make yourself its owner: {}", link);
        }
    }

    /** Only the main thread waits. */
    private static <T> T await(Mono<T> step) {
        try {
            return step.toFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while starting", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The set-up link could not be made", e);
        }
    }
}
