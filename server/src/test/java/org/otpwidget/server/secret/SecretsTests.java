package org.otpwidget.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

class SecretsTests {

    private static final SecretText OLD = SecretText.of("an old secret of the tests, long enough.");
    private static final SecretText NEW = SecretText.of("a new secret of the tests, long enough..");

    private final Secrets old = new Secrets(OLD, List.of());
    private final Secrets rotated = new Secrets(NEW, List.of(OLD));
    private final Secrets forgetful = new Secrets(NEW, List.of());

    @Test
    void hashesTheSameToTheSame() {
        assertThat(old.hash(Purpose.CODE, bytes("request"), bytes("123456")))
                .isEqualTo(old.hash(Purpose.CODE, bytes("request"), bytes("123456")))
                .isNotEqualTo(old.hash(Purpose.CODE, bytes("request"), bytes("123457")));
    }

    @Test
    void hashesDifferByPurposeAndBySplit() {
        assertThat(
                        List.of(
                                old.hash(Purpose.CODE, bytes("ab"), bytes("c")),
                                old.hash(Purpose.CODE, bytes("a"), bytes("bc")),
                                old.hash(Purpose.CODE, bytes("abc")),
                                old.hash(Purpose.CODE, bytes("abc"), bytes("")),
                                old.hash(Purpose.IDENTIFIER, bytes("abc"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void matchesHashesOfFormerSecretsWhileTheseAreKnown() {
        var stored = KeyedHash.of(old.hash(Purpose.CODE, bytes("123456")).bytes());

        assertThat(rotated.matches(stored, Purpose.CODE, bytes("123456"))).isTrue();
        assertThat(rotated.matches(stored, Purpose.CODE, bytes("123457"))).isFalse();
        assertThat(rotated.matches(stored, Purpose.CREDENTIAL, bytes("123456"))).isFalse();
        assertThat(forgetful.matches(stored, Purpose.CODE, bytes("123456"))).isFalse();
    }

    @Test
    void findsHashesUnderAllSecretsTheCurrentFirst() {
        assertThat(rotated.hashes(Purpose.IDENTIFIER, bytes("ann@example.com")))
                .containsExactly(
                        forgetful.hash(Purpose.IDENTIFIER, bytes("ann@example.com")),
                        old.hash(Purpose.IDENTIFIER, bytes("ann@example.com")));
        assertThat(new Secrets(NEW, List.of(NEW)).hashes(Purpose.CODE)).hasSize(1);
    }

    @Test
    void opensWhatItSealed() {
        Sealed sealed = old.seal(Purpose.OUTBOX, bytes("Your code is 123456"), bytes("row 1"));

        assertThat(open(old, sealed, "row 1")).isEqualTo("Your code is 123456");
        assertThat(open(rotated, Sealed.of(sealed.bytes()), "row 1"))
                .isEqualTo("Your code is 123456");
        assertThat(sealed.bytes()).hasSize(19 + 44);
        assertThat(old.seal(Purpose.OUTBOX, bytes("Your code is 123456"), bytes("row 1")))
                .isNotEqualTo(sealed);
    }

    @Test
    void opensNothingElsewhereOrUnderAnUnknownSecret() {
        Sealed sealed = old.seal(Purpose.OUTBOX, bytes("123456"), bytes("row 1"));

        assertBroken(() -> open(old, sealed, "row 2"));
        assertBroken(() -> old.open(Purpose.SIGNING_KEY, sealed, bytes("row 1")));
        assertThatThrownBy(() -> open(forgetful, sealed, "row 1"))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageContaining("OTP_PREVIOUS_SECRETS");
    }

    @Test
    void noticesEveryChangedBit() {
        byte[] sealed = old.seal(Purpose.OUTBOX, bytes("123456"), bytes("row 1")).bytes();

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertBroken(() -> open(old, Sealed.of(changed), "row 1"));
        }
        assertBroken(() -> open(old, Sealed.of(Arrays.copyOf(sealed, sealed.length - 1)), "row 1"));
    }

    @Test
    void worksInParallel() {
        KeyedHash expected = old.hash(Purpose.CODE, bytes("123456"));

        assertThat(
                        IntStream.range(0, 10_000)
                                .parallel()
                                .mapToObj(i -> old.hash(Purpose.CODE, bytes("123456")))
                                .distinct())
                .containsExactly(expected);
    }

    @Test
    void refusesStoredValuesOfTheWrongLength() {
        assertThatThrownBy(() -> KeyedHash.of(new byte[35]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sealed.of(new byte[43]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNothing() {
        var settings = new SecretSettings(SecretText.of("hush"), List.of(SecretText.of("hush")));

        assertThat(settings.toString()).doesNotContain("hush");
        assertThat(old.hash(Purpose.CODE).toString()).matches("KeyedHash\\[version=[0-9a-f]{8}]");
        assertThat(old.seal(Purpose.CODE, bytes("hush"), bytes("")).toString())
                .matches("Sealed\\[version=[0-9a-f]{8}]");
    }

    private static String open(Secrets secrets, Sealed sealed, String associatedData) {
        byte[] opened = secrets.open(Purpose.OUTBOX, sealed, bytes(associatedData));
        return new String(opened, StandardCharsets.UTF_8);
    }

    private static void assertBroken(Runnable opening) {
        assertThatThrownBy(opening::run).isInstanceOf(SealBrokenException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
