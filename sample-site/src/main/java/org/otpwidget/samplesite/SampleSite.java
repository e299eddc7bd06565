package org.otpwidget.samplesite;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the site on {@code SAMPLE_PORT}, 8081 by default. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SampleSite {

    public static void main(String... arguments) {
        SpringApplication.run(SampleSite.class, arguments);
    }
}
