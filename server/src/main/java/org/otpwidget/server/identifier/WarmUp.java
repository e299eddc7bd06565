package org.otpwidget.server.identifier;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

import java.util.List;

/**
 * Loads libphonenumber's rules beside the start of the application, so that the first visitor does
 * not wait for them.
 */
@Component
class WarmUp implements InitializingBean {

    /** Of countries with many users; each country's rules load with its first number. */
    private static final List<String> NUMBERS =
            List.of(
                    "919999999999",
                    "12015550123",
                    "447400123456",
                    "4915123456789",
                    "33612345678",
                    "34612345678",
                    "5511961234567",
                    "351912345678",
                    "966512345678",
                    "971501234567",
                    "6281238123456",
                    "2348021234567");

    @Override
    public void afterPropertiesSet() {
        Thread.ofVirtual().name("identifier-warm-up").start(WarmUp::load);
    }

    static void load() {
        Identifiers.parse("name@example.com", true, true);
        NUMBERS.forEach(number -> Identifiers.parse(number, true, true));
    }
}
