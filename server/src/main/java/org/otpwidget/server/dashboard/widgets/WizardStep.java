package org.otpwidget.server.dashboard.widgets;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/** What a new widget is asked for, in order; the last step hands out code for the made widget. */
enum WizardStep {
    SETTINGS,
    CHANNELS,
    DEMO,
    INTEGRATE;

    /** The steps that ask. */
    static final List<WizardStep> FORMS = List.of(SETTINGS, CHANNELS, DEMO);

    /** Its word in pages and texts: {@code wizard.<word>}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The step of a word that a page sent; the first for any other. */
    static WizardStep named(@Nullable String word) {
        return FORMS.stream().filter(step -> step.word().equals(word)).findFirst().orElse(SETTINGS);
    }

    /** The step behind this one. */
    public WizardStep next() {
        return switch (this) {
            case SETTINGS -> CHANNELS;
            case CHANNELS -> DEMO;
            case DEMO, INTEGRATE -> INTEGRATE;
        };
    }

    /** The step before this one; the first has none. */
    WizardStep back() {
        return switch (this) {
            case SETTINGS, CHANNELS -> SETTINGS;
            case DEMO -> CHANNELS;
            case INTEGRATE -> DEMO;
        };
    }

    /** Whether it is the last one that asks. */
    public boolean isLastForm() {
        return this == DEMO;
    }
}
