package org.otpwidget.server.dashboard;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.view.RequestDataValueProcessor;
import org.springframework.web.server.i18n.LocaleContextResolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;

/** Puts the parts of the dashboard where Spring looks for them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DashboardSettings.class)
class DashboardConfiguration implements WebFluxConfigurer {

    private static final String TEXTS = "dashboard/texts/";
    private static final String ENGLISH = "_en.properties";

    private final Door door;
    private final Undos undos;
    private final Clock clock;

    DashboardConfiguration(Door door, Undos undos, Clock clock) {
        this.door = door;
        this.undos = undos;
        this.clock = clock;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(new VisitResolver(door, undos, clock));
    }

    /** All texts: each part of the dashboard has a file of its own for each language. */
    @Bean
    static ResourceBundleMessageSource messageSource() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasenames(bundles());
        texts.setDefaultEncoding("UTF-8");
        texts.setDefaultLocale(Locale.ENGLISH);
        texts.setFallbackToSystemLocale(false);
        return texts;
    }

    @Bean
    static LocaleContextResolver localeContextResolver() {
        return new ChosenLanguage();
    }

    /** Under this name the view looks for it. */
    @Bean
    static RequestDataValueProcessor requestDataValueProcessor() {
        return new CsrfFields();
    }

    private static String[] bundles() {
        try {
            var files =
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:" + TEXTS + "*" + ENGLISH);
            return Arrays.stream(files)
                    .map(file -> String.valueOf(file.getFilename()))
                    .map(name -> TEXTS + name.substring(0, name.length() - ENGLISH.length()))
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
