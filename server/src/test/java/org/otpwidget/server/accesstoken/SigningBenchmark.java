package org.otpwidget.server.accesstoken;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and checks one access token in every way at hand, and prints operations per CPU-second. It
 * chose the algorithm: see {@code RATIONALE.md}. Rounds are interleaved, so that a busy machine
 * hits all of them alike; the table shows the slowest, median and fastest round.
 *
 * <pre>{@code
 * ./mvnw -q -pl server test-compile dependency:build-classpath -DincludeScope=test \
 *     -Dmdep.outputFile=target/test.classpath
 * java -cp server/target/test-classes:server/target/classes:$(cat server/target/test.classpath) \
 *     org.otpwidget.server.accesstoken.SigningBenchmark
 * }</pre>
 */
final class SigningBenchmark {

    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 9;
    private static final long ROUND_NANOS = 300_000_000;

    private static final String HEADER =
            "{\"alg\":\"EdDSA\",\"kid\":\"0123456789abcdef\",\"typ\":\"JWT\"}";
    private static final String CLAIMS =
            """
            {"iss":"https://otp.example.com","aud":"3465756a3173343636383032",\
            "sub":"919999999999","jti":"nLr0bYxG3c8mK2vQd1zT6A","iat":1800000000,\
            "exp":1800000300,"channel":"sms","reqId":"6b49d200aabbccddeeff0011"}\
            """;
    private static final byte[] INPUT = new byte[280];

    private static final List<Candidate> CANDIDATES = new ArrayList<>();

    private SigningBenchmark() {}

    @FunctionalInterface
    private interface Operation {
        Object run() throws Exception;
    }

    private record Candidate(String name, Operation operation, List<Double> rates) {}

    public static void main(String... arguments) throws Exception {
        Arrays.fill(INPUT, (byte) 'x');
        jdk("JDK Ed25519", "Ed25519", "Ed25519");
        jdk("JDK ES256", "secp256r1", "SHA256withECDSAinP1363Format");
        bouncyCastle();
        tink();
        nimbusEd25519();
        nimbusEs256();
        ours();
        digests();
        measure();
    }

    private static void jdk(String name, String curve, String algorithm) throws Exception {
        KeyPairGenerator generator =
                KeyPairGenerator.getInstance(curve.equals("Ed25519") ? "EdDSA" : "EC");
        generator.initialize(
                curve.equals("Ed25519")
                        ? NamedParameterSpec.ED25519
                        : new ECGenParameterSpec(curve));
        KeyPair pair = generator.generateKeyPair();
        PrivateKey secret = pair.getPrivate();
        PublicKey open = pair.getPublic();
        byte[] signature = jdkSign(algorithm, secret);
        add(name + " sign", () -> jdkSign(algorithm, secret));
        add(
                name + " verify",
                () -> {
                    Signature verifier = Signature.getInstance(algorithm);
                    verifier.initVerify(open);
                    verifier.update(INPUT);
                    return must(verifier.verify(signature));
                });
    }

    private static byte[] jdkSign(String algorithm, PrivateKey key) throws Exception {
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(INPUT);
        return signer.sign();
    }

    private static void bouncyCastle() {
        byte[] seed = new byte[32];
        byte[] open = new byte[32];
        Ed25519.generatePublicKey(seed, 0, open, 0);
        Ed25519.PublicPoint point = Ed25519.validatePublicKeyFullExport(open, 0);
        byte[] signature = bouncyCastleSign(seed, open);
        add("BC Ed25519 sign", () -> bouncyCastleSign(seed, open));
        add(
                "BC Ed25519 sign again and compare",
                () -> must(MessageDigest.isEqual(signature, bouncyCastleSign(seed, open))));
        add(
                "BC Ed25519 verify",
                () -> must(Ed25519.verify(signature, 0, open, 0, INPUT, 0, INPUT.length)));
        add(
                "BC Ed25519 verify, point decoded once",
                () -> must(Ed25519.verify(signature, 0, point, INPUT, 0, INPUT.length)));
    }

    private static byte[] bouncyCastleSign(byte[] seed, byte[] open) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, open, 0, INPUT, 0, INPUT.length, signature, 0);
        return signature;
    }

    private static void tink() throws Exception {
        Ed25519Sign.KeyPair pair = Ed25519Sign.KeyPair.newKeyPair();
        Ed25519Sign signer = new Ed25519Sign(pair.getPrivateKey());
        Ed25519Verify verifier = new Ed25519Verify(pair.getPublicKey());
        byte[] signature = signer.sign(INPUT);
        add("Tink Ed25519 sign", () -> signer.sign(INPUT));
        add(
                "Tink Ed25519 verify",
                () -> {
                    verifier.verify(signature, INPUT);
                    return true;
                });
    }

    private static void nimbusEd25519() throws Exception {
        OctetKeyPair pair = new OctetKeyPairGenerator(Curve.Ed25519).keyID("k").generate();
        Ed25519Signer signer = new Ed25519Signer(pair);
        Ed25519Verifier verifier = new Ed25519Verifier(pair.toPublicJWK());
        String token = nimbusToken(JWSAlgorithm.EdDSA, signer);
        add("Nimbus EdDSA (Tink) issue", () -> nimbusToken(JWSAlgorithm.EdDSA, signer));
        add("Nimbus EdDSA (Tink) check", () -> must(JWSObject.parse(token).verify(verifier)));
        add("Nimbus parse alone", () -> JWSObject.parse(token).getPayload().toJSONObject());
    }

    private static void nimbusEs256() throws Exception {
        ECKey pair = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        ECDSASigner signer = new ECDSASigner(pair);
        ECDSAVerifier verifier = new ECDSAVerifier(pair.toPublicJWK());
        String token = nimbusToken(JWSAlgorithm.ES256, signer);
        add("Nimbus ES256 issue", () -> nimbusToken(JWSAlgorithm.ES256, signer));
        add("Nimbus ES256 check", () -> must(JWSObject.parse(token).verify(verifier)));
    }

    private static String nimbusToken(JWSAlgorithm algorithm, com.nimbusds.jose.JWSSigner signer)
            throws Exception {
        JWSHeader header = new JWSHeader.Builder(algorithm).keyID("0123456789abcdef").build();
        JWSObject token = new JWSObject(header, new Payload(CLAIMS));
        token.sign(signer);
        return token.serialize();
    }

    private static void ours() {
        AccessTokens tokens =
                Samples.tokens(Clock.fixed(Samples.NOW, ZoneOffset.UTC), Samples.key(1));
        Claims claims = Samples.claims("919999999999", Samples.NOW);
        String token = tokens.issue(claims);
        add("AccessTokens.issue", () -> tokens.issue(claims));
        add("AccessTokens.verify", () -> tokens.verify(token));
    }

    private static void digests() throws Exception {
        SecretKeySpec key = new SecretKeySpec(new byte[32], "HmacSHA256");
        byte[] token = (HEADER + CLAIMS + CLAIMS).getBytes(StandardCharsets.US_ASCII);
        add("SHA-256 of a token", () -> MessageDigest.getInstance("SHA-256").digest(token));
        add(
                "HMAC-SHA-256 of a reqId",
                () -> {
                    Mac mac = Mac.getInstance("HmacSHA256");
                    mac.init(key);
                    return mac.doFinal(Arrays.copyOf(token, 24));
                });
    }

    private static void add(String name, Operation operation) {
        CANDIDATES.add(new Candidate(name, operation, new ArrayList<>()));
    }

    private static Object must(boolean holds) {
        if (!holds) {
            throw new AssertionError();
        }
        return true;
    }

    private static void measure() throws Exception {
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            for (Candidate candidate : CANDIDATES) {
                double rate = rate(candidate.operation());
                if (round >= 0) {
                    candidate.rates().add(rate);
                }
            }
        }
        String row = "%-40s %10s %10s %10s%n";
        System.out.printf(row, "per CPU-second", "slowest", "median", "fastest");
        for (Candidate candidate : CANDIDATES) {
            List<Double> rates = candidate.rates().stream().sorted().toList();
            System.out.printf(
                    row.replace("10s", ",10.0f"),
                    candidate.name(),
                    rates.getFirst(),
                    rates.get(ROUNDS / 2),
                    rates.getLast());
        }
    }

    private static double rate(Operation operation) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long used;
        int done = 0;
        do {
            for (int i = 0; i < 50; i++) {
                operation.run();
            }
            done += 50;
            used = threads.getCurrentThreadCpuTime() - start;
        } while (used < ROUND_NANOS);
        return done * 1e9 / used;
    }
}
