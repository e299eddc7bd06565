package org.otpwidget.server.secret;

import org.otpwidget.server.StartFailedException;
import org.otpwidget.server.database.DataDirectory;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;

/** Finds the master secret: the configured one, or the one kept beside the embedded database. */
final class MasterSecret {

    /** Written to be backed up with the database: without it nothing sealed opens again. */
    static final String FILE = "secret";

    private static final String RECIPE = "Make one with: openssl rand -base64 32";

    /** 32 bytes in base64 without padding; any other text of 256 random bits is longer. */
    private static final int SHORTEST = 43;

    private static final int SHORTEST_HEX = 64;
    private static final int FEWEST_DIFFERENT = 8;

    private MasterSecret() {}

    /**
     * Reads, or makes, the master secret. A configured one takes the generated one's place, which
     * then counts as a former one.
     *
     * @param directory the data folder, when the database is embedded
     * @throws StartFailedException when there is none, or it is too weak
     */
    static Secrets secrets(SecretSettings settings, Optional<DataDirectory> directory) {
        var previous = new ArrayList<SecretText>();
        for (SecretText secret : settings.previousSecrets()) {
            previous.add(checked(secret, "A secret in OTP_PREVIOUS_SECRETS"));
        }
        if (settings.secret().reveal().isBlank()) {
            return new Secrets(kept(directory.orElseThrow(MasterSecret::missing)), previous);
        }
        directory
                .flatMap(data -> data.read(FILE))
                .ifPresent(secret -> previous.add(SecretText.of(secret.strip())));
        return new Secrets(checked(settings.secret(), "OTP_SECRET"), previous);
    }

    private static SecretText kept(DataDirectory directory) {
        String secret = directory.read(FILE).orElseGet(() -> generate(directory));
        return checked(SecretText.of(secret), "The file " + directory.path().resolve(FILE));
    }

    private static String generate(DataDirectory directory) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getEncoder().encodeToString(random);
        directory.write(FILE, secret + "\n");
        return secret;
    }

    private static SecretText checked(SecretText secret, String name) {
        String text = secret.reveal().strip();
        boolean hexadecimal = text.matches("[0-9a-fA-F]+");
        if (text.length() < (hexadecimal ? SHORTEST_HEX : SHORTEST)) {
            throw new StartFailedException(
                    name + " is too short: it must hold 32 random bytes or more.", RECIPE);
        }
        if (text.chars().distinct().count() < FEWEST_DIFFERENT) {
            throw new StartFailedException(name + " is not random.", RECIPE);
        }
        return SecretText.of(text);
    }

    private static StartFailedException missing() {
        return new StartFailedException(
                "OTP_SECRET is missing: it is required together with OTP_DATABASE_URL, the same for"
                        + " all servers of one database.",
                RECIPE);
    }
}
