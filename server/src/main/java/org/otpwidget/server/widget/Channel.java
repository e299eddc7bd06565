package org.otpwidget.server.widget;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way to reach a visitor, with the code that clients use for it (contract section 1). */
public enum Channel {
    @JsonProperty("sms")
    SMS(11),
    @JsonProperty("whatsapp")
    WHATSAPP(12),
    @JsonProperty("voice")
    VOICE(4),
    @JsonProperty("email")
    EMAIL(3);

    private final int code;

    Channel(int code) {
        this.code = code;
    }

    /** MSG91's number of the channel, as in {@code retryChannel}. */
    public int code() {
        return code;
    }

    /**
     * The channel's word in JSON: {@code sms}, {@code whatsapp}, {@code voice} or {@code email}.
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the channel reaches a mobile number, rather than an e-mail address. */
    public boolean isMobile() {
        return this != EMAIL;
    }

    /** The channel of a code, or empty for an unknown one. */
    public static Optional<Channel> ofCode(int code) {
        return Arrays.stream(values()).filter(channel -> channel.code == code).findFirst();
    }
}
