package org.otpwidget.server.template;

import java.util.List;

/**
 * A template that was approved by WhatsApp; a business may open a conversation with nothing else.
 *
 * @param name as it was approved
 * @param language as WhatsApp writes it, such as {@code en} or {@code pt_BR}
 * @param parameters values of its parameters: the code first, then the others in the order of the
 *     text
 */
public record WhatsAppTemplate(String name, String language, List<String> parameters) {

    /** Leaves the parameters out, the first of which is the code. */
    @Override
    public String toString() {
        return "WhatsAppTemplate[" + name + ", " + language + "]";
    }
}
