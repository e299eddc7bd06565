package org.otpwidget.server.demo;

import org.otpwidget.server.account.Authkeys;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.concurrent.TimeUnit;

/**
 * Takes the demo's credentials out of a database that the demo used before: everybody knows them.
 * It happens before the server listens.
 */
@Component
@Profile("!demo")
class DemoRemoval implements SmartLifecycle {

    private static final long PATIENCE_SECONDS = 30;

    private final Authkeys authkeys;
    private final DatabaseClient database;
    private volatile boolean done;

    DemoRemoval(Authkeys authkeys, DatabaseClient database) {
        this.authkeys = authkeys;
        this.database = database;
    }

    @Override
    public void start() {
        remove().toFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        done = true;
    }

    private Mono<Void> remove() {
        return authkeys.find(DemoSeed.AUTHKEY)
                .flatMap(key -> delete("DELETE FROM authkey WHERE id = :value", key.id()))
                .then(delete("DELETE FROM token WHERE value = :value", DemoSeed.TOKEN))
                .then(delete("DELETE FROM widget WHERE id = :value", DemoSeed.WIDGET));
    }

    private Mono<Void> delete(String sql, String value) {
        return database.sql(sql).bind("value", value).then();
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    /** Before the web server. */
    @Override
    public int getPhase() {
        return 0;
    }
}
