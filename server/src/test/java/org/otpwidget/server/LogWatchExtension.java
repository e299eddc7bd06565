package org.otpwidget.server;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.context.ApplicationListener;

import java.util.List;

/**
 * Holds every test class of the run to {@link LogWatch}: JUnit and Spring find it by {@code
 * META-INF}, no class has to name it.
 */
public final class LogWatchExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterAllCallback,
                ApplicationListener<ApplicationContextInitializedEvent> {

    @Override
    public void beforeAll(ExtensionContext context) {
        LogWatch.RUN.attach();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        LogWatch.RUN.attach();
    }

    /** Spring has just set its own logging up. */
    @Override
    public void onApplicationEvent(ApplicationContextInitializedEvent event) {
        LogWatch.RUN.attach();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check(LogWatch.RUN);
    }

    static void check(LogWatch watch) {
        List<String> findings = watch.findings();
        if (!findings.isEmpty()) {
            throw new AssertionError(
                    findings.size()
                            + " log lines tell secrets or identifiers, at first: "
                            + findings.getFirst());
        }
    }
}
