package org.otpwidget.server.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** How a value is made harmless for the place where it lands. */
enum Escape {

    /** One line of text: a value cannot start a line of its own, nor turn the reading direction. */
    LINE {
        @Override
        String apply(String value) {
            return UNPRINTABLE.matcher(value).replaceAll(" ").strip();
        }
    },

    /** Text and attributes of HTML. */
    HTML {
        @Override
        String apply(String value) {
            return LINE.apply(value)
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&#39;");
        }
    },

    /** Part of an address in HTML: percent-encoded, so that it can change neither host nor path. */
    ADDRESS {
        @Override
        String apply(String value) {
            return URLEncoder.encode(LINE.apply(value), StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("*", "%2A");
        }
    },

    /** WhatsApp's markup, where these signs switch bold, italics and the like. */
    WHATSAPP {
        @Override
        String apply(String value) {
            return MARKUP.matcher(LINE.apply(value)).replaceAll("");
        }
    };

    /**
     * Spaces, control signs, line separators, and format signs such as direction marks, but for the
     * joiners that Indic scripts and emoji are written with.
     */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\s\\p{Cc}\\p{Zl}\\p{Zp}[\\p{Cf}&&[^\\u200c\\u200d]]]+");

    private static final Pattern MARKUP = Pattern.compile("[*_~`]");

    abstract String apply(String value);
}
