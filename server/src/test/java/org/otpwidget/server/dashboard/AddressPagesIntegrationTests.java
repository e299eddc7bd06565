package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.credential.IpState;
import org.otpwidget.server.credential.IpState.State;
import org.otpwidget.server.credential.IpStates;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.operator.Role;
import org.springframework.beans.factory.annotation.Autowired;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

class AddressPagesIntegrationTests extends DashboardServer {

    @Autowired private IpStates states;

    @Test
    void blocksLetsThroughAndForgets() {
        long account = newAccount();
        var developer = person(account, Role.DEVELOPER).browser();
        String list = addresses(account);
        assertThat(developer.get(list).body())
                .contains("No addresses yet")
                .contains("It has no throttle rule");

        set(developer, list + "/new", "ip", "203.0.113.7", "state", "permanently_blocked");
        set(developer, list + "/new", "ip", "2001:db8:0:7::9/64", "state", "whitelisted");
        assertThat(developer.get(list).body())
                .contains("203.0.113.7")
                .contains("2001:db8:0:7::/64")
                .contains("White-listed");
        assertThat(audited(account))
                .startsWith("address.changed 2001:db8:0:7:: (Pages)")
                .contains("permanently_blocked");

        var end = clock.instant().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MINUTES);
        String until = end.toString().substring(0, 16);
        set(
                developer,
                list + "/203.0.113.7",
                "state",
                "temporarily_blocked",
                "blockedUntil",
                until);
        assertThat(developer.get(list + "?state=temporarily_blocked").body())
                .contains("203.0.113.7")
                .contains(end.toString());
        assertThat(developer.get(list + "/203.0.113.7").body()).contains("value=\"" + until + "\"");

        // The end that still stands in the form goes with a temporary block only.
        set(developer, list + "/203.0.113.7", "state", "whitelisted", "blockedUntil", until);

        assertThat(developer.get(list + "/203.0.113.7/delete").body()).contains("203.0.113.7");
        assertThat(developer.post(list + "/203.0.113.7/delete").location())
                .isEqualTo(list + "?done=address.deleted");
        assertThat(developer.get(list).body()).doesNotContain("203.0.113.7</code>");
        assertThat(audited(account)).startsWith("address.deleted 203.0.113.7 (Pages)");
    }

    @Test
    void filtersByStateAndBlock() {
        long account = newAccount();
        var developer = person(account, Role.DEVELOPER).browser();
        String list = addresses(account);
        set(developer, list + "/new", "ip", "203.0.113.7", "state", "permanently_blocked");
        set(developer, list + "/new", "ip", "198.51.100.1", "state", "whitelisted");

        assertThat(developer.get(list + "?state=whitelisted").body())
                .contains("198.51.100.1</code>")
                .doesNotContain("203.0.113.7</code>");
        assertThat(developer.get(list + "?within=203.0.113.0/24").body())
                .contains("203.0.113.7</code>")
                .doesNotContain("198.51.100.1</code>");
        assertThat(developer.get(list + "?within=203.0.113.0/24&state=whitelisted").body())
                .contains("None of these");
        var wrong = developer.get(list + "?within=shop");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("value=\"shop\"").contains("within-error");
    }

    @Test
    void saysAtTheFieldWhatIsWrong() {
        long account = newAccount();
        var developer = person(account, Role.DEVELOPER).browser();
        String list = addresses(account);
        var noAddress = developer.post(list + "/new", "ip", "shop", "state", "whitelisted");
        assertThat(noAddress.status()).isEqualTo(422);
        assertThat(noAddress.body()).contains("href=\"#ip\"").contains("value=\"shop\"");
        var noEnd =
                developer.post(list + "/new", "ip", "203.0.113.7", "state", "temporarily_blocked");
        assertThat(noEnd.status()).isEqualTo(422);
        assertThat(noEnd.body()).contains("href=\"#blockedUntil\"");
        assertThat(developer.get(list + "/shop").status()).isEqualTo(404);
    }

    @Test
    void readsTheEndOfABlockByTheAccountsClocks() {
        long account = newAccount();
        person(account, Role.OWNER)
                .browser()
                .post("/dashboard/account", "name", "Shop", "timeZone", "Asia/Kolkata");
        var developer = person(account, Role.DEVELOPER).browser();
        String list = addresses(account);

        set(
                developer,
                list + "/new",
                "ip",
                "203.0.113.7",
                "state",
                "temporarily_blocked",
                "blockedUntil",
                "2031-01-31T12:00");

        assertThat(developer.get(list).body()).contains("2031-01-31T06:30:00Z");
        assertThat(developer.get(list + "/203.0.113.7").body())
                .contains("value=\"2031-01-31T12:00\"");
    }

    /** The form tells no seconds. */
    @Test
    void keepsTheEndOfABlockThatNobodyTouched() {
        long account = newAccount();
        var developer = person(account, Role.DEVELOPER).browser();
        var token = got(tokens.create(account, TokenForm.of("Pages")));
        var end = Instant.parse("2031-01-31T12:00:30Z");
        got(states.put(token, new IpState("203.0.113.7", State.TEMPORARILY_BLOCKED, end)));
        String page = "/dashboard/tokens/" + token.id() + "/addresses/203.0.113.7";
        assertThat(developer.get(page).body()).contains("value=\"2031-01-31T12:00\"");

        String shown = "2031-01-31T12:00";
        set(developer, page, "state", "temporarily_blocked", "blockedUntil", shown);
        assertThat(got(states.get(token, "203.0.113.7")).blockedUntil()).isEqualTo(end);

        String later = "2031-01-31T12:01";
        set(developer, page, "state", "temporarily_blocked", "blockedUntil", later);
        assertThat(got(states.get(token, "203.0.113.7")).blockedUntil())
                .isEqualTo(Instant.parse("2031-01-31T12:01:00Z"));
    }

    @Test
    void givesATokenANewValue() {
        long account = newAccount();
        var developer = person(account, Role.DEVELOPER).browser();
        var token = got(tokens.create(account, TokenForm.of("Pages")));
        String path = "/dashboard/tokens/" + token.id();
        assertThat(developer.get(path + "/rotate").body()).contains(token.value());

        developer.post(path + "/rotate", "overlap", "2");

        assertThat(developer.get(path).body())
                .contains("The old value works too, until")
                .contains(token.value());
        assertThat(got(tokens.find(token.value())).id()).isEqualTo(token.id());
        assertThat(audited(account)).startsWith("token.rotated Pages");
        clock.move(Duration.ofHours(3));
        assertThat(tokens.find(token.value()).blockOptional()).isEmpty();
        assertThat(got(tokens.get(account, token.id())).value()).isNotEqualTo(token.value());
    }

    private String addresses(long account) {
        var token = got(tokens.create(account, TokenForm.of("Pages")));
        return "/dashboard/tokens/" + token.id() + "/addresses";
    }

    private static void set(Browser developer, String path, String... fields) {
        var answer = developer.post(path, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        assertThat(answer.location()).endsWith("/addresses?done=saved");
    }
}
