package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.LogWatch;
import org.otpwidget.server.accesstoken.AccessTokens;
import org.otpwidget.server.account.AccountForm;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.dashboard.SignInProofs.Done;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.widget.WidgetForm;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Signing in by a code of our own widget: who gets in, who doesn't, and how far. */
class CodeSignInIntegrationTests extends DashboardServer {

    private static final String ME = "/dashboard/me";
    private static final String CODE = "/dashboard/me/code";
    private static final String SIGN_IN = "/sign-in/code";
    private static final String COOKIE = "otp-sign-in-widget";
    private static final String ACCOUNT = "/dashboard/account";

    /** What a page says that doesn't know whose widget is wanted. */
    private static final String WHICH = "Open your account’s link";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Autowired private Operators operators;
    @Autowired private AccessTokens accessTokens;

    private SignInProofs proofs;

    @BeforeEach
    void begin() {
        proofs = new SignInProofs(database, accessTokens);
    }

    /** Other tests begin where nobody offers it. */
    @BeforeEach
    @AfterEach
    void nobodyOffersIt() {
        database.sql("UPDATE account SET sign_in_widget = NULL").then().block();
    }

    @Test
    void addsANumberAndSignsInByIt() {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        String number = number();

        assertThat(add(owner, shop, number).location()).isEqualTo(ME + "?done=code.added");
        assertThat(owner.browser().get(ME).body())
                .contains(masked(number))
                .doesNotContain(number)
                .contains("Use another one");

        var browser = from(address());
        var answer = signIn(browser, shop, number);

        assertThat(answer.location()).isEqualTo("/dashboard");
        assertThat(answer.cookies()).hasSize(2).first().asString().contains("otp-session=");
        assertThat(browser.get("/dashboard").body()).contains(owner.operator().email());
        assertThat(audited(shop.account()))
                .contains("operator.codeAdded", "operator.signedIn", "\"code\"", masked(number))
                .doesNotContain(number);
    }

    @Test
    void goesOnToWhereSomebodyWantedToGo() {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        String number = number();
        add(owner, shop, number);

        var sent =
                from(address())
                        .postRaw(
                                SIGN_IN,
                                "",
                                "access-token",
                                proof(shop, number),
                                "next",
                                "/dashboard/widgets");

        assertThat(sent.location()).isEqualTo("/dashboard/widgets");
    }

    @Test
    void aCodeOpensNoMoreThanADeveloperMay() {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        var other = person(shop.account(), Role.VIEWER);
        String number = number();
        add(owner, shop, number);
        var browser = from(address());
        signIn(browser, shop, number);

        assertThat(browser.get("/dashboard/widgets/new").status()).isEqualTo(200);
        assertThat(browser.post("/dashboard/tokens/new", "name", "Shop").status()).isEqualTo(303);
        assertThat(browser.get("/dashboard/operators").body())
                .contains("You came in with a code", "next=/dashboard/operators")
                .doesNotContain("id=\"invite\"")
                .doesNotContain(id(other));
        assertThat(browser.post("/dashboard/operators/sessions/" + id(other) + "/end").status())
                .isEqualTo(404);
        for (String page : new String[] {"/dashboard/audit", "/dashboard/authkeys", CODE}) {
            assertThat(browser.get(page).location())
                    .startsWith("/dashboard/confirm?next=%2Fdashboard%2F");
        }
        var refused = browser.post(ACCOUNT, "name", "Diverted", "timeZone", "UTC");
        assertThat(refused.location()).startsWith("/dashboard/confirm");
        assertThat(got(accounts.get(shop.account())).name()).isEqualTo("Test");
        assertThat(browser.get("/dashboard").body())
                .as("the navigation leads to what asks for the passphrase")
                .contains("href=\"/dashboard/audit\"");
    }

    @Test
    void thePassphraseOpensTheRest() {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        String number = number();
        add(owner, shop, number);
        var browser = from(address());
        signIn(browser, shop, number);

        assertThat(browser.get("/dashboard/confirm?next=/dashboard/audit").body())
                .contains("You came in with a code.");
        var confirmed =
                browser.post(
                        "/dashboard/confirm", "passphrase", PASSPHRASE, "next", "/dashboard/audit");

        assertThat(confirmed.location()).isEqualTo("/dashboard/audit");
        assertThat(browser.get("/dashboard/audit").status()).isEqualTo(200);
        clock.move(Duration.ofMinutes(11));
        assertThat(browser.get("/dashboard/operators").body())
                .contains("id=\"invite\"")
                .doesNotContain("You came in with a code");
        assertThat(browser.get("/dashboard/authkeys/new").location())
                .startsWith("/dashboard/confirm");
    }

    @Test
    void aPasskeyOpensTheRestToo() {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        var authenticator = new VirtualAuthenticator();
        String number = number();
        add(owner, shop, number);
        String made = authenticator.create(owner.browser().get(ME + "/passkeys/options").body());
        owner.browser().post(ME + "/passkeys/new", "name", "Phone", "credential", made);
        var browser = from(address());
        signIn(browser, shop, number);

        var wrong = browser.post("/dashboard/confirm/passkey", "credential", "{}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(browser.get("/dashboard/audit").status()).isEqualTo(303);
        String question = browser.get("/dashboard/confirm/passkey").body();
        browser.post("/dashboard/confirm/passkey", "credential", authenticator.get(question));

        assertThat(browser.get("/dashboard/audit").status()).isEqualTo(200);
    }

    @Test
    void furtherCodesBringNoFurtherGuessesOfThePassphrase() {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        String number = number();
        add(owner, shop, number);
        var one = from(address());
        var two = from(address());
        signIn(one, shop, number);
        signIn(two, shop, number);

        for (int n = 0; n < 5; n++) {
            assertThat(confirm(one, "not the passphrase").status()).isEqualTo(422);
            assertThat(confirm(two, "not the passphrase").status()).isEqualTo(422);
        }

        assertThat(confirm(one, PASSPHRASE).status()).isEqualTo(429);
        assertThat(confirm(two, PASSPHRASE).status()).isEqualTo(429);
        assertThat(two.get("/dashboard/audit").location()).startsWith("/dashboard/confirm");
        assertThat(confirm(owner.browser(), PASSPHRASE).status())
                .as("a proved session has attempts of its own")
                .isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEVELOPER", "VIEWER"})
    void whoMayNoMoreAnywayIsNotHeldBack(Role role) {
        var shop = shop();
        var person = person(shop.account(), role);
        String number = number();
        add(person, shop, number);
        var browser = from(address());
        signIn(browser, shop, number);

        assertThat(browser.get("/dashboard/widgets").body())
                .doesNotContain("You came in with a code");
        assertThat(browser.get("/dashboard/audit").status()).isEqualTo(403);
        assertThat(browser.get("/dashboard/widgets/new").status())
                .isEqualTo(role == Role.DEVELOPER ? 200 : 403);
    }

    @Test
    void addsNothingWithoutAFreshProofOfWhoIsThere() {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        clock.move(Duration.ofMinutes(11));

        assertThat(owner.browser().get(CODE).location()).startsWith("/dashboard/confirm?next=");
        assertThat(add(owner, shop, number()).location()).startsWith("/dashboard/confirm");
        assertThat(owner.browser().get(ME).body()).contains("Add a number or address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "without a code",
                "on another site",
                "by a server",
                "in an app",
                "with another widget",
                "too old",
                "used",
                "rubbish"
            })
    void takesNothingButACodeOfTheWidgetOnOurOwnPage(String what) {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        String number = number();
        add(owner, shop, number);
        var done = Done.usual(shop.account(), shop.widget(), number);
        String proof =
                switch (what) {
                    case "demo" -> proof(done.byDemo());
                    case "without a code" -> proof(done.unseen());
                    case "on another site" -> proof(done.at("shop.example"));
                    case "by a server" -> proof(done.on("server"));
                    case "in an app" -> proof(done.on("mobile"));
                    case "with another widget" ->
                            proof(Done.usual(shop.account(), widget(shop.account(), "{}"), number));
                    case "too old" -> {
                        String old = proof(done);
                        clock.move(Duration.ofDays(1));
                        yield old;
                    }
                    case "used" -> {
                        String used = proof(done);
                        send(from(address()), used);
                        yield used;
                    }
                    default -> "eyJ.eyJ.x";
                };

        refused(send(from(address()), proof));
        var fresh = person(shop.account(), Role.VIEWER);
        assertThat(fresh.browser().post(CODE, "access-token", proof).status()).isEqualTo(422);
        assertThat(fresh.browser().get(ME).body()).contains("Add a number or address");
    }

    @Test
    void whatACallSaysOfItsHostMakesNoPageOurs() {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        String number = number();
        add(owner, shop, number);
        var done = Done.usual(shop.account(), shop.widget(), number);

        assertThat(sendAs("evil.example", proof(done.at("evil.example")))).isEqualTo(422);
        refused(send(from(address()), proof(done.at("127.0.0.1"))));
        assertThat(sendAs("evil.example", proof(done)))
                .as("the forged headers are no other obstacle")
                .isEqualTo(303);
        var fresh = person(shop.account(), Role.VIEWER).browser();
        assertThat(fresh.post(CODE, "access-token", proof(done.at("127.0.0.1"))).status())
                .isEqualTo(422);
    }

    /** Sends a proof as a program that forges its headers; answers the status. */
    private int sendAs(String host, String proof) {
        return got(
                WebClient.create(browser().base())
                        .post()
                        .uri(SIGN_IN)
                        .header("Host", host)
                        .header("Origin", "https://" + host)
                        .header("X-Forwarded-For", address())
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .bodyValue("access-token=" + proof)
                        .exchangeToMono(answer -> Mono.just(answer.statusCode().value())));
    }

    @Test
    void letsNobodyInByAStrangersNumber() {
        var shop = shop();
        person(shop.account(), Role.OWNER);
        refused(signIn(from(address()), shop, number()));
    }

    @Test
    void keepsOutWhoIsSwitchedOffWhileTheCodeIsUnderWay() {
        var shop = shop();
        var viewer = person(shop.account(), Role.VIEWER);
        String number = number();
        add(viewer, shop, number);
        String underWay = proof(shop, number);
        got(
                operators.change(
                        person(shop.account(), Role.OWNER).operator(),
                        viewer.operator().id(),
                        Role.VIEWER,
                        false));

        refused(send(from(address()), underWay));
        refused(signIn(from(address()), shop, number));
        assertThat(sessions(viewer)).isZero();
        assertThat(audited(shop.account())).contains("operator.refused");
    }

    @Test
    void oneProofOpensOneSession() {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        String number = number();
        add(owner, shop, number);
        String proof = proof(shop, number);

        List<Answer> answers =
                Stream.generate(() -> from(address()))
                        .limit(6)
                        .map(browser -> CompletableFuture.supplyAsync(() -> send(browser, proof)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers.stream().filter(answer -> answer.status() == 303)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 422)).hasSize(5);
        assertThat(sessions(owner)).isEqualTo(2);
    }

    @Test
    void theWidgetSaysWhichAccountSomebodyGetsInto() {
        var one = shop();
        var two = shop();
        String number = number();
        var first = person(one.account(), Role.OWNER);
        var second = person(two.account(), Role.OWNER);
        add(first, one, number);
        add(second, two, number);
        var browser = from(address());

        signIn(browser, two, number);

        assertThat(browser.get("/dashboard").body())
                .contains(second.operator().email())
                .doesNotContain(first.operator().email());
        var third = person(one.account(), Role.OWNER);
        assertThat(third.browser().post(CODE, "access-token", proof(two, number)).status())
                .as("another account's widget")
                .isEqualTo(422);
    }

    @Test
    void aNumberIsOneOperatorsAndCanBeReplacedAndRemoved() {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        var viewer = person(shop.account(), Role.VIEWER);
        String number = number();
        String other = number();
        add(owner, shop, number);

        var taken = add(viewer, shop, number);
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.body()).contains("Another operator of this account signs in with it.");

        assertThat(add(owner, shop, other).status()).isEqualTo(303);
        refused(signIn(from(address()), shop, number));
        assertThat(add(viewer, shop, number).status()).isEqualTo(303);

        assertThat(owner.browser().get(CODE + "/own/delete").body()).contains(masked(other));
        assertThat(owner.browser().post(CODE + "/own/delete").location())
                .isEqualTo(ME + "?done=code.removed");
        refused(signIn(from(address()), shop, other));
        assertThat(audited(shop.account())).contains("operator.codeRemoved");
    }

    @Test
    void erasingAPersonTakesTheNumberOfAnOperatorToo() {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        String number = number();
        add(owner, shop, number);

        assertThat(owner.browser().post(ACCOUNT + "/erase", "identifier", number).body())
                .containsPattern("sign-in by code</th>\\s*<td[^>]*>1</td>");
        owner.browser().post(ACCOUNT + "/erase/now", "identifier", number);

        assertThat(owner.browser().get(ME).body()).contains("Add a number or address");
        refused(signIn(from(address()), shop, number));
    }

    @Test
    void limitsAttemptsFromAnAddress() {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        String number = number();
        add(owner, shop, number);
        String address = address();
        for (int n = 0; n < 10; n++) {
            refused(send(from(address), "rubbish"));
        }
        String proof = proof(shop, number);
        var tooMany = send(from(address), proof);
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.body())
                .as("another code would be refused as well")
                .contains("Too many attempts.", "href=\"/sign-in?next=")
                .doesNotContain(shop.widget(), "code.js", "Open your account");
        assertThat(send(from(address()), proof).status())
                .as("what was not looked at is not used up")
                .isEqualTo(303);
        assertThat(from(address).postRaw("/sign-in/passkey", "", "credential", "{}").status())
                .as("passkeys are counted apart")
                .isEqualTo(422);
    }

    @Test
    void leadsNobodyToAnotherAccountsWidget() {
        var one = shop();
        var two = shop();
        for (String page : new String[] {SIGN_IN, SIGN_IN + "?widget=" + "0".repeat(24)}) {
            assertThat(browser().get(page).body())
                    .contains(WHICH)
                    .doesNotContain(one.widget(), two.widget(), "type=\"email\"");
        }
        assertThat(browser().get(at(one)).body()).contains(one.widget(), one.token());
        assertThat(browser().with(COOKIE, "nonsense").get(SIGN_IN).body()).contains(WHICH);
    }

    @Test
    void theBrowserRemembersTheWidget() {
        var one = shop();
        var two = shop();
        var owner = person(two.account(), Role.OWNER);
        String number = number();

        var added = add(owner, two, number);
        assertThat(added.cookies())
                .singleElement()
                .asString()
                .startsWith(COOKIE + "=" + two.widget() + ";")
                .contains("Path=/sign-in/code;", "HTTPOnly", "SameSite=Lax");
        assertThat(owner.browser().get(SIGN_IN).body()).contains(two.widget());

        var browser = from(address());
        signIn(browser, two, number);
        assertThat(browser.get(SIGN_IN).body()).contains(two.widget());
        assertThat(browser.get(at(one)).body())
                .as("a link says more")
                .contains(one.widget())
                .doesNotContain(two.widget());
    }

    @Test
    void theOwnPageAndTheAccountTellTheLink() {
        var shop = shop();
        var viewer = person(shop.account(), Role.VIEWER).browser();
        for (String page : new String[] {ME, ACCOUNT}) {
            assertThat(viewer.get(page).body()).contains("https://otp.shop.example" + at(shop));
        }
        change(shop, "enabled", "false");
        for (String page : new String[] {ME, ACCOUNT}) {
            assertThat(viewer.get(page).body()).doesNotContain(at(shop));
        }
    }

    @Test
    void isOfferedWhereAnAccountHasItOn() {
        assertThat(browser().get("/sign-in").body()).doesNotContain(SIGN_IN);
        assertThat(browser().get(SIGN_IN).body()).contains(WHICH);

        var shop = shop();
        assertThat(browser().get("/sign-in").body())
                .contains("Sign in with a code", "<noscript>")
                .containsPattern("href=\"/sign-in/code\\?next=");
        var page = browser().get(SIGN_IN);
        assertThat(page.body())
                .contains(shop.widget(), shop.token(), "<noscript>")
                .contains("data-origin=\"https://otp.shop.example\"")
                .as("what a page at another address says")
                .contains("href=\"https://otp.shop.example/sign-in/code?widget=" + shop.widget());
        assertThat(page.policy())
                .contains("script-src 'self';", "worker-src blob:", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(browser().get("/sign-in").policy()).doesNotContain("blob:");

        change(shop, "enabled", "false");
        assertThat(browser().get("/sign-in").body()).doesNotContain(SIGN_IN);
        assertThat(browser().get(SIGN_IN).body()).contains(WHICH).doesNotContain(shop.widget());
    }

    @Test
    void anOldChoiceStopsNoOtherChange() {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        change(shop, "enabled", "false");

        assertThat(owner.browser().get(ACCOUNT).body())
                .contains("Nobody can sign in by code now.", "This widget is disabled.")
                .containsPattern("value=\"" + shop.widget() + "\" selected");
        assertThat(owner.browser().get(ME).body()).contains("This account does not offer it now.");
        assertThat(owner.browser().get(CODE).body()).contains("does not offer it now");
        var saved =
                owner.browser()
                        .post(
                                ACCOUNT,
                                "name",
                                "Renamed",
                                "timeZone",
                                "UTC",
                                "signInWidget",
                                shop.widget());
        assertThat(saved.location()).isEqualTo(ACCOUNT + "?done=saved");
        assertThat(got(accounts.get(shop.account())).signInWidget()).isEqualTo(shop.widget());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'enabled':false} | Enable it first.",
                "{'verificationType':'magicLink','redirectUrl':'https://shop.example/in',"
                        + "'templates':{'sms':{},'email':{}}} | Choose one that sends codes.",
                "{'platforms':'mobile','widgetType':'custom'} | Choose one that serves web pages.",
                "{'captchaProvider':{'kind':'turnstile','siteKey':'0x4A','secret':'0x4B'}}"
                        + " | Choose one with proof of work",
            })
    void refusesAWidgetThatCannotWorkAndSaysWhy(String settings, String why) {
        long account = newAccount();
        got(tokens.create(account, TokenForm.of("Any")));
        String widget;
        if (settings.contains("magicLink")) {
            widget = widget(account, "{}");
            database.sql(
                            """
                            UPDATE widget SET settings = settings || '{"verificationType":"magicLink"}'
                            WHERE id = :id
                            """)
                    .bind("id", widget)
                    .then()
                    .block();
        } else {
            widget = widget(account, settings.replace('\'', '"'));
        }
        var owner = person(account, Role.OWNER).browser();

        var refused = choose(owner, widget);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(why, "href=\"#signInWidget\"");
        assertThat(got(accounts.get(account)).signInWidget()).isNull();
        owner.with("otp-language", "hi");
        assertThat(choose(owner, widget).body()).doesNotContain(why);
    }

    @Test
    void refusesWidgetsOfOthersAndTokensForOtherPages() {
        var shop = shop();
        long account = newAccount();
        var owner = person(account, Role.OWNER).browser();
        assertThat(choose(owner, shop.widget()).body()).contains("account&#39;s widgets.");
        assertThat(choose(owner, "nothing").status()).isEqualTo(422);

        String own = widget(account, "{}");
        assertThat(choose(owner, own).body())
                .contains("No enabled token may be used at https://otp.shop.example.");
        got(
                tokens.create(
                        account,
                        new TokenForm("Shop", true, Set.of("https://shop.example"), null)));
        assertThat(choose(owner, own).status()).isEqualTo(422);
        got(tokens.create(account, TokenForm.of("Any")));
        assertThat(choose(owner, own).location()).contains("done=saved");
        assertThat(audited(account)).contains("account.changed", "signInWidget");
    }

    @Test
    void takesNothingFromOtherSitesPages() {
        var shop = shop();
        var owner = person(shop.account(), Role.OWNER);
        String number = number();
        add(owner, shop, number);
        String proof = proof(shop, number);

        var stranger = from(address()).header("Origin", "https://evil.example");
        assertThat(send(stranger, proof).status()).isEqualTo(403);
        assertThat(send(from(address()).header("Sec-Fetch-Site", "cross-site"), proof).status())
                .isEqualTo(403);
        assertThat(send(from(address()), proof).status()).isEqualTo(303);
    }

    /** An account whose operators may sign in by a code. */
    private record Shop(long account, String widget, String token) {}

    private Shop shop() {
        long account = newAccount();
        String widget = widget(account, "{}");
        String token = got(tokens.create(account, TokenForm.of("Pages"))).value();
        got(
                accounts.change(
                        account,
                        form ->
                                new AccountForm(
                                        form.name(),
                                        form.timeZone(),
                                        form.language(),
                                        form.retention(),
                                        widget)));
        return new Shop(account, widget, token);
    }

    private String widget(long account, String changes) {
        var settings =
                (ObjectNode)
                        JsonMapper.shared()
                                .readTree("{\"name\":\"Operators\",\"contactPoint\":\"both\"}");
        settings.setAll((ObjectNode) JsonMapper.shared().readTree(changes));
        return got(widgets.create(account, WidgetForm.read(settings))).id();
    }

    private void change(Shop shop, String setting, String value) {
        var person = person(shop.account(), Role.OWNER);
        var answer =
                person.browser()
                        .post(
                                "/dashboard/widgets/" + shop.widget() + "/" + setting,
                                setting,
                                value);
        assertThat(answer.status()).isEqualTo(303);
    }

    private static Answer choose(Browser owner, String widget) {
        return owner.post(ACCOUNT, "name", "Test", "timeZone", "UTC", "signInWidget", widget);
    }

    private Answer add(Person person, Shop shop, String identifier) {
        return person.browser().post(CODE, "access-token", proof(shop, identifier));
    }

    private Answer signIn(Browser browser, Shop shop, String identifier) {
        return send(browser, proof(shop, identifier));
    }

    private static Answer send(Browser browser, String proof) {
        return browser.postRaw(SIGN_IN, "", "access-token", proof);
    }

    private static Answer confirm(Browser browser, String passphrase) {
        return browser.post("/dashboard/confirm", "passphrase", passphrase);
    }

    private static String at(Shop shop) {
        return SIGN_IN + "?widget=" + shop.widget();
    }

    private String proof(Shop shop, String identifier) {
        return proof(Done.usual(shop.account(), shop.widget(), identifier));
    }

    private String proof(Done done) {
        return proofs.of(done, clock.instant());
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.cookies()).isEmpty();
        assertThat(answer.body()).contains("This does not let you in.");
    }

    private long sessions(Person person) {
        return got(
                database.sql("SELECT count(*) AS n FROM operator_session WHERE operator_id = :id")
                        .bind("id", person.operator().id())
                        .map(row -> Objects.requireNonNull(row.get("n", Long.class)))
                        .one());
    }

    private static String id(Person person) {
        return person.session().id();
    }

    private Browser from(String address) {
        return browser().header("X-Forwarded-For", address);
    }

    /** A client address that no other test has. */
    private static String address() {
        int n = NUMBERS.incrementAndGet();
        return "100.64." + n / 250 + "." + (n % 250 + 1);
    }

    /** A mobile number that no other test has. */
    private static String number() {
        String number = "9198765%05d".formatted(NUMBERS.incrementAndGet());
        LogWatch.secret(number);
        return number;
    }

    /** Its mask, as the pages have it. */
    private static String masked(String number) {
        return ((Parsed.Accepted) Identifiers.parse(number, true, true)).identifier().masked();
    }
}
