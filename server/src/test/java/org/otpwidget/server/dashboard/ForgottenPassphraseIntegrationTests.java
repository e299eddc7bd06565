package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A forgotten passphrase, with a mail server. */
class ForgottenPassphraseIntegrationTests extends DashboardServer {

    private static final String FORGOTTEN = "/sign-in/forgotten";
    private static final String FRESH = "another horse, another battery";
    private static final Pattern LINK = Pattern.compile("/sign-in/reset/[A-Za-z0-9_-]{43}");
    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @Autowired private Operators operators;

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry registry) {
        MAIL.start();
        registry.add("otp.mail.smtp-url", () -> "smtp://127.0.0.1:" + MAIL.getSmtp().getPort());
        registry.add("otp.mail.from", () -> "otp@shop.example");
    }

    @Test
    void mailsALinkThatLetsTheOperatorChooseAnother() {
        long account = newAccount();
        var viewer = person(account, Role.VIEWER);
        ask(address(), viewer.operator().email());
        String link = links(viewer, 1).getLast();

        assertThat(browser().postRaw(link, "", "passphrase", FRESH).status()).isEqualTo(303);
        assertThat(viewer.browser().get("/dashboard").status()).isEqualTo(303);
        assertThat(
                        browser()
                                .header("X-Forwarded-For", address())
                                .postRaw(
                                        "/sign-in",
                                        "",
                                        "email",
                                        viewer.operator().email(),
                                        "passphrase",
                                        FRESH)
                                .status())
                .isEqualTo(303);
        assertThat(audited(account)).contains("operator.resetAsked", "operator.reset ");
    }

    @Test
    void answersAlikeForUnknownAndKnownOperators() {
        long account = newAccount();
        var off = person(account, Role.VIEWER);
        got(
                operators.change(
                        person(account, Role.OWNER).operator(),
                        off.operator().id(),
                        Role.VIEWER,
                        false));
        var known = person(account, Role.OWNER);
        String stranger = email();

        var answer = ask(address(), known.operator().email());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(ask(address(), stranger).body()).isEqualTo(answer.body());
        assertThat(ask(address(), off.operator().email()).body()).isEqualTo(answer.body());
        assertThat(ask(address(), "no address").body()).isEqualTo(answer.body());

        links(known, 1);
        assertThat(mailsTo(stranger)).isEmpty();
        assertThat(mailsTo(off.operator().email())).isEmpty();
    }

    @Test
    void keepsTheLatestLinkForFiveMinutes() {
        var owner = person(newAccount(), Role.OWNER);
        ask(address(), owner.operator().email());
        String first = links(owner, 1).getLast();
        ask(address(), owner.operator().email());
        clock.move(Duration.ofMinutes(5));
        assertThat(browser().get(first).status()).isEqualTo(200);
        ask(address(), owner.operator().email());
        String second =
                links(owner, 2).stream().filter(link -> !link.equals(first)).toList().getFirst();
        assertThat(browser().get(first).status()).isEqualTo(410);
        assertThat(browser().get(second).status()).isEqualTo(200);
    }

    @Test
    void limitsWhoAsksAndKeepsNobodyFromSigningIn() {
        var owner = person(newAccount(), Role.OWNER);
        String email = owner.operator().email();
        for (int n = 0; n < 10; n++) {
            assertThat(ask(address(), email).status()).isEqualTo(200);
        }
        assertThat(ask(address(), email).status()).isEqualTo(429);
        assertThat(signIn(address(), email).status()).isEqualTo(303);
    }

    @Test
    void linksThatManyAskForKeepNobodyThereFromSigningIn() {
        var owner = person(newAccount(), Role.OWNER);
        String office = address();
        for (int n = 0; n < 30; n++) {
            assertThat(ask(office, email()).status()).isEqualTo(200);
        }
        assertThat(ask(office, email()).status()).isEqualTo(429);
        assertThat(signIn(office, owner.operator().email()).status()).isEqualTo(303);
    }

    @Test
    void strangersElsewhereUseUpNobodysLinks() {
        var owner = person(newAccount(), Role.OWNER);
        String email = owner.operator().email();
        String office = address();
        signIn(office, email);
        for (int n = 0; n < 10; n++) {
            assertThat(ask(address(), email).status()).isEqualTo(200);
        }
        String first = links(owner, 1).getLast();
        clock.move(Duration.ofMinutes(5));

        assertThat(ask(address(), email).status()).isEqualTo(429);
        assertThat(ask(office, email).status()).isEqualTo(200);
        assertThat(links(owner, 2)).doesNotHaveDuplicates();
        assertThat(browser().get(first).status()).isEqualTo(410);
        for (int n = 1; n < 10; n++) {
            ask(office, email);
        }
        assertThat(ask(office, email).status()).as("the place has its limit too").isEqualTo(429);
        assertThat(signIn(office, email).status()).isEqualTo(303);
    }

    @Test
    void writesToOthersInTheAccountsLanguageOrElseInThatOfTheWriter() {
        long account = newAccount();
        var owner = person(account, Role.OWNER);
        var viewer = person(account, Role.VIEWER);
        String guest = email();
        owner.browser().with("otp-language", "hi");
        String help = "/dashboard/operators/" + viewer.operator().id() + "/reset";

        owner.browser().post(help);
        assertThat(subjects(viewer.operator().email(), 1))
                .containsExactly("OTP Widget के लिए नया पासफ़्रेज़");

        owner.browser()
                .post("/dashboard/account", "name", "Shop", "timeZone", "UTC", "language", "en");
        owner.browser().post(help);
        assertThat(subjects(viewer.operator().email(), 2))
                .contains("New passphrase for OTP Widget");
        owner.browser().post("/dashboard/operators/invite", "email", guest, "role", "viewer");
        assertThat(subjects(guest, 1)).containsExactly("Invitation to OTP Widget");
    }

    private Answer signIn(String address, String email) {
        return browser()
                .header("X-Forwarded-For", address)
                .postRaw("/sign-in", "", "email", email, "passphrase", PASSPHRASE);
    }

    private Answer ask(String address, String email) {
        return browser().header("X-Forwarded-For", address).postRaw(FORGOTTEN, "", "email", email);
    }

    /** What so many mails are about. */
    private static List<String> subjects(String email, int mails) {
        await().atMost(Duration.ofSeconds(10)).until(() -> mailsTo(email).size() == mails);
        return mailsTo(email).stream().map(ForgottenPassphraseIntegrationTests::subject).toList();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The links that so many mails brought. */
    private static List<String> links(Person person, int mails) {
        String email = person.operator().email();
        await().atMost(Duration.ofSeconds(10)).until(() -> mailsTo(email).size() == mails);
        return mailsTo(email).stream()
                .map(GreenMailUtil::getWholeMessage)
                .map(mail -> mail.replace("=\r\n", ""))
                .map(
                        mail -> {
                            var found = LINK.matcher(mail);
                            assertThat(found.find()).isTrue();
                            return found.group();
                        })
                .toList();
    }

    private static List<MimeMessage> mailsTo(String email) {
        return Arrays.stream(MAIL.getReceivedMessages())
                .filter(mail -> recipients(mail).contains(email))
                .toList();
    }

    private static String recipients(MimeMessage mail) {
        try {
            return Arrays.toString(mail.getAllRecipients());
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client address that no other test has. */
    private static String address() {
        return "192.0.3." + ADDRESSES.incrementAndGet();
    }
}
