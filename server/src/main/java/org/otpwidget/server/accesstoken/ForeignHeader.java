package org.otpwidget.server.accesstoken;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;

import org.otpwidget.server.accesstoken.Rejected.Reason;

import java.text.ParseException;
import java.util.Set;

/**
 * Looks at a token header that is none of our keys'. Only the exact headers of our keys are ever
 * accepted, which settles algorithm, type and key at once; this class merely tells a key that
 * another node may just have made from everything else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.1">RFC 8725, section 3.1</a>
 */
final class ForeignHeader {

    private static final Set<String> PARAMETERS = Set.of("alg", "kid", "typ");

    /** A header of ours has about 120 characters. */
    private static final int MAX_LENGTH = 200;

    private ForeignHeader() {}

    static Reason reason(String encoded) {
        return encoded.length() <= MAX_LENGTH && couldBeOurs(encoded)
                ? Reason.UNKNOWN_KEY
                : Reason.MALFORMED;
    }

    private static boolean couldBeOurs(String encoded) {
        try {
            JWSHeader header = JWSHeader.parse(new Base64URL(encoded));
            return JWSAlgorithm.EdDSA.equals(header.getAlgorithm())
                    && JOSEObjectType.JWT.equals(header.getType())
                    && header.getIncludedParams().equals(PARAMETERS);
        } catch (ParseException | IllegalArgumentException e) {
            return false;
        }
    }
}
