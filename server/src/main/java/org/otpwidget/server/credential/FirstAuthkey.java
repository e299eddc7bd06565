package org.otpwidget.server.credential;

import org.otpwidget.server.StartFailedException;
import org.otpwidget.server.database.DataDirectory;
import org.otpwidget.server.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets an operator in: at a start with no admin authkey that works, the one of {@code
 * OTP_BOOTSTRAP_AUTHKEY} is made, or, with the embedded database, a random one, which only a file
 * in the data folder tells. It never stands in a log line.
 */
@Component
@Profile("!demo")
@EnableConfigurationProperties(AccountSettings.class)
class FirstAuthkey implements ApplicationRunner {

    static final String FILE = "first-authkey";

    private static final Logger log = LoggerFactory.getLogger(FirstAuthkey.class);
    private static final String RECIPE = "Make one with: echo ak_$(openssl rand -hex 32)";
    private static final String FORM = "[!-~]{32,200}";
    private static final int PATIENCE_SECONDS = 60;

    private final AccountSettings settings;
    private final Database database;
    private final Bootstrap bootstrap;

    FirstAuthkey(AccountSettings settings, Database database, Bootstrap bootstrap) {
        this.settings = settings;
        this.database = database;
        this.bootstrap = bootstrap;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        String chosen = settings.bootstrapAuthkey().reveal().strip();
        if (!chosen.isEmpty() && !chosen.matches(FORM)) {
            throw new StartFailedException(
                    "OTP_BOOTSTRAP_AUTHKEY must have 32 to 200 printable characters.", RECIPE);
        }
        if (await(bootstrap.isNeeded())) {
            key(chosen).ifPresentOrElse(this::make, FirstAuthkey::warn);
        }
    }

    /** Written before it is stored, so that a crash in between locks nobody out. */
    private Optional<String> key(String chosen) {
        return chosen.isEmpty() ? database.dataDirectory().map(this::kept) : Optional.of(chosen);
    }

    private String kept(DataDirectory directory) {
        return directory
                .read(FILE)
                .map(String::strip)
                .orElseGet(
                        () -> {
                            String key = bootstrap.newKey();
                            directory.write(FILE, key + "\n");
                            return key;
                        });
    }

    private void make(String key) {
        if (!await(bootstrap.make(key))) {
            log.info("Another server has just made the first admin authkey.");
        } else if (settings.bootstrapAuthkey().reveal().isBlank()) {
            database.dataDirectory()
                    .ifPresent(
                            directory ->
                                    log.info(
                                            "Made the first admin authkey: read it in {}, then"
                                                    + " delete that file.",
                                            directory.path().resolve(FILE)));
        } else {
            log.info("OTP_BOOTSTRAP_AUTHKEY is now the first admin authkey.");
        }
    }

    private static void warn() {
        log.warn(
                "There is no admin authkey that works: nobody can use /v1. Set"
                        + " OTP_BOOTSTRAP_AUTHKEY and start again. {}",
                RECIPE);
    }

    /** The server is not ready before this is done; only the main thread waits. */
    private static <T> T await(Mono<T> step) {
        try {
            return step.toFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while starting", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The first authkey could not be made", e);
        }
    }
}
