package org.otpwidget.server.secret;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.otpwidget.server.problem.Problems;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hashes what people remember, slowly on purpose. A hash takes 19 MB and tens of milliseconds, so
 * two are made at a time, on threads of their own; more wait, and too many are refused as long as
 * they are.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106 (Argon2)</a>
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">
 *     OWASP password storage: m=19456, t=2, p=1</a>
 */
@Component
public final class Passphrases implements DisposableBean {

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 64;

    private static final Pattern STORED =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(?<memory>\\d{1,7}),t=(?<passes>\\d{1,3}),p=(?<lanes>\\d{1,2})"
                        + "\\$(?<salt>[A-Za-z0-9+/]+)\\$(?<hash>[A-Za-z0-9+/]+)");

    private final SecureRandom random = new SecureRandom();
    private final Scheduler threads =
            Schedulers.newBoundedElastic(THREADS, MOST_WAITING, "passphrase");

    /** A hash of nobody's passphrase, so that an unknown operator costs the same time. */
    private final String nobody = encode(MEMORY_KIB, PASSES, LANES, salt(), new byte[HASH_BYTES]);

    /** The hash to store: in the PHC form, with salt and parameters. */
    public Mono<String> hash(SecretText passphrase) {
        return apart(
                () -> {
                    byte[] salt = salt();
                    byte[] hash = argon2id(MEMORY_KIB, PASSES, LANES, salt, passphrase, HASH_BYTES);
                    return encode(MEMORY_KIB, PASSES, LANES, salt, hash);
                });
    }

    /** Whether the stored hash is that of the passphrase. */
    public Mono<Boolean> matches(SecretText passphrase, String stored) {
        return apart(() -> compare(passphrase, stored));
    }

    /** False, after the time that {@link #matches} takes. */
    public Mono<Boolean> matchesNobody(SecretText passphrase) {
        return matches(passphrase, nobody).map(_ -> false);
    }

    @Override
    public void destroy() {
        threads.dispose();
    }

    private <T> Mono<T> apart(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(threads)
                .onErrorMap(RejectedExecutionException.class, _ -> Problems.UNAVAILABLE.refused());
    }

    private static boolean compare(SecretText passphrase, String stored) {
        Matcher parts = STORED.matcher(stored);
        if (!parts.matches()) {
            return false;
        }
        byte[] hash = Base64.getDecoder().decode(parts.group("hash"));
        byte[] given =
                argon2id(
                        Integer.parseInt(parts.group("memory")),
                        Integer.parseInt(parts.group("passes")),
                        Integer.parseInt(parts.group("lanes")),
                        Base64.getDecoder().decode(parts.group("salt")),
                        passphrase,
                        hash.length);
        return MessageDigest.isEqual(hash, given);
    }

    /** The same characters typed on another keyboard are the same passphrase. */
    private static byte[] argon2id(
            int memory, int passes, int lanes, byte[] salt, SecretText passphrase, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memory)
                        .withIterations(passes)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[length];
        generator.generateBytes(
                Normalizer.normalize(passphrase.reveal(), Normalizer.Form.NFKC)
                        .getBytes(StandardCharsets.UTF_8),
                hash);
        return hash;
    }

    private byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private static String encode(int memory, int passes, int lanes, byte[] salt, byte[] hash) {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        memory,
                        passes,
                        lanes,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }
}
