package org.otpwidget.server.identifier;

/**
 * What a visitor proves to own: an e-mail address or a mobile number, in canonical form.
 *
 * <p>{@code toString} shows only the {@linkplain #masked() mask}, so that a log line or an
 * exception's message never carries the identifier itself.
 */
public sealed interface Identifier permits Email, Mobile {

    /**
     * The canonical spelling, as clients get it back (contract: vocabulary). Personal data: not for
     * logs.
     */
    String value();

    /**
     * Enough for its owner to recognise it, too little for anybody else: {@code a…@example.com}.
     */
    String masked();
}
