package org.otpwidget.server.form;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The words that stand for an enum's constants in JSON, as their {@link JsonProperty} says. */
public final class Words {

    private Words() {}

    /** The constants by their words, in the order of the enum. */
    public static <E extends Enum<E>> Map<String, E> of(Class<E> type) {
        var words = new LinkedHashMap<String, E>();
        Arrays.stream(type.getEnumConstants())
                .forEach(constant -> words.put(word(type, constant), constant));
        return words;
    }

    private static <E extends Enum<E>> String word(Class<E> type, E constant) {
        try {
            var property = type.getField(constant.name()).getAnnotation(JsonProperty.class);
            return property == null ? constant.name().toLowerCase(Locale.ROOT) : property.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
