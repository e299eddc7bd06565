package org.otpwidget.server.demo;

import org.otpwidget.server.credential.Authkeys;
import org.springframework.context.annotation.Profile;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

/**
 * Takes the demo's credentials out of a database that the demo used before, since everybody knows
 * them, and its name, so that no later demo takes the database for its own.
 */
@Component
@Profile("!demo")
class DemoRemoval extends BeforeServing {

    private final Authkeys authkeys;
    private final DatabaseClient database;

    DemoRemoval(Authkeys authkeys, DatabaseClient database) {
        this.authkeys = authkeys;
        this.database = database;
    }

    @Override
    Mono<Void> step() {
        return authkeys.revoke(DemoSeed.AUTHKEY)
                .then(
                        change(
                                "DELETE FROM token WHERE value = :value OR previous_value = :value",
                                DemoSeed.TOKEN))
                .then(change("DELETE FROM widget WHERE id = :value", DemoSeed.WIDGET))
                .then(change("DELETE FROM widget WHERE id = :value", DemoSeed.LINK_WIDGET))
                .then(change("DELETE FROM widget WHERE id = :value", DemoSeed.WIDGET_WITH_CAPTCHA))
                .then(
                        change(
                                "UPDATE account SET name = 'Default' WHERE name = :value",
                                DemoSeed.ACCOUNT));
    }

    private Mono<Void> change(String sql, String value) {
        return database.sql(sql).bind("value", value).then();
    }
}
