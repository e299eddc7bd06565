package org.otpwidget.server.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Channel;

import java.util.List;

/**
 * Whom visitors see as the sender of some messages, and where that is set.
 *
 * @param sender null: whoever carries the message chooses
 * @param via by whom such messages leave, in the order of trying; empty: none do
 * @param widgets the enabled ones whose messages have this sender
 * @param details what goes along with it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShownSender(
        Channel channel,
        @Nullable String sender,
        Shape type,
        Source setBy,
        List<Via> via,
        List<Source> widgets,
        List<Detail> details,
        List<Finding> findings) {

    /** What a sender is. */
    public enum Shape {
        /** Letters, up to eleven, in the place of a number. */
        @JsonProperty("alphanumeric")
        ALPHANUMERIC,
        @JsonProperty("number")
        NUMBER,
        @JsonProperty("email")
        EMAIL,
        /** The vendor's name for one or more senders; visitors see what is behind it. */
        @JsonProperty("vendorsId")
        VENDORS_ID,
        @JsonProperty("none")
        NONE
    }

    /** Where something is set. */
    public enum Place {
        @JsonProperty("template")
        TEMPLATE,
        @JsonProperty("provider")
        PROVIDER,
        @JsonProperty("widget")
        WIDGET,
        /** Settings of the server itself. */
        @JsonProperty("installation")
        INSTALLATION
    }

    /**
     * Something that can be opened and changed.
     *
     * @param id null: of the installation, or of each widget by itself
     * @param name how it is called
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Source(Place kind, @Nullable String id, @Nullable String name) {}

    /**
     * By whom messages leave.
     *
     * @param countries that it was chosen for; empty: all that no other was chosen for
     * @param spare whether it only gets what another one failed to take
     */
    public record Via(Source by, List<String> countries, boolean spare) {}

    /** What goes along with a sender. */
    public enum What {
        /** Name that an e-mail's sender has; without a text each widget's own name. */
        @JsonProperty("name")
        NAME,
        /** Number for countries that know no sender ids. */
        @JsonProperty("number")
        NUMBER,
        @JsonProperty("dltEntityId")
        DLT_ENTITY,
        @JsonProperty("dltTemplateId")
        DLT_TEMPLATE,
        @JsonProperty("whatsappTemplate")
        WHATSAPP_TEMPLATE
    }

    /**
     * Something that goes along.
     *
     * @param text null: see {@link What#NAME}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Detail(What what, @Nullable String text, Source setBy) {}

    /** What there is to say of a sender. */
    public enum Code {
        /** More than eleven letters don't fit in the place of a number. */
        @JsonProperty("tooLong")
        TOO_LONG,
        /** It has letters that GSM-7 lacks. */
        @JsonProperty("notGsm7")
        NOT_GSM7,
        /** Letters as sender of messages to the US or Canada, where there are none. */
        @JsonProperty("northAmerica")
        NORTH_AMERICA,
        /** Messages to India leave without a DLT entity id or template id. */
        @JsonProperty("dltMissing")
        DLT_MISSING,
        /** A widget's caller id is the number of no provider for calls. */
        @JsonProperty("callerUnknown")
        CALLER_UNKNOWN,
        /** A template or widget names another sender, which this provider doesn't pass on. */
        @JsonProperty("notPassedOn")
        NOT_PASSED_ON,
        /** A template names an approved WhatsApp template that this provider cannot use. */
        @JsonProperty("templateIgnored")
        TEMPLATE_IGNORED,
        /** The provider is told no sender, and expects one. */
        @JsonProperty("senderMissing")
        SENDER_MISSING,
        /** Nobody sends over the channel. */
        @JsonProperty("unserved")
        UNSERVED,
        /** No enabled widget's messages have it. */
        @JsonProperty("unused")
        UNUSED;

        /** Whether messages may be lost or look wrong, rather than it being good to know. */
        public boolean isWarning() {
            return this != CALLER_UNKNOWN && this != UNUSED;
        }
    }

    /**
     * Something to say of a sender.
     *
     * @param about what brings it about; null: the sender alone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Finding(Code code, @Nullable Source about) {}
}
