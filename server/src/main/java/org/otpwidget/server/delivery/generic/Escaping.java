package org.otpwidget.server.delivery.generic;

import tools.jackson.databind.json.JsonMapper;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How a value is written where it lands, so that it stays one value there. */
enum Escaping {
    /** Inside the quotes of a JSON text. */
    JSON {
        @Override
        String escape(String value) {
            String quoted = JsonMapper.shared().writeValueAsString(value);
            return quoted.substring(1, quoted.length() - 1);
        }
    },
    /** In a form or in an address. */
    FORM {
        @Override
        String escape(String value) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        }
    },
    /** In an element or a quoted attribute; what XML cannot say is left out. */
    XML {
        @Override
        String escape(String value) {
            var escaped = new StringBuilder(value.length() + 16);
            value.codePoints().filter(Escaping::isXml).forEach(c -> appendXml(escaped, c));
            return escaped.toString();
        }
    },
    /** In a header: one line. */
    HEADER {
        @Override
        String escape(String value) {
            return value.replaceAll("\\p{Cntrl}+", " ");
        }
    },
    PLAIN {
        @Override
        String escape(String value) {
            return value;
        }
    };

    abstract String escape(String value);

    /** What fits a content type. */
    static Escaping of(String contentType) {
        if (contentType.contains("json")) {
            return JSON;
        }
        if (contentType.contains("xml")) {
            return XML;
        }
        return contentType.contains("urlencoded") ? FORM : PLAIN;
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xFFFE) || c > 0xFFFF;
    }

    private static void appendXml(StringBuilder to, int c) {
        switch (c) {
            case '&' -> to.append("&amp;");
            case '<' -> to.append("&lt;");
            case '>' -> to.append("&gt;");
            case '"' -> to.append("&quot;");
            case '\'' -> to.append("&apos;");
            default -> to.appendCodePoint(c);
        }
    }
}
