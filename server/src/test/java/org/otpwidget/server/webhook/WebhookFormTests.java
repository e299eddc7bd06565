package org.otpwidget.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.problem.Refused;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class WebhookFormTests {

    @Test
    void takesAllEventsUnlessSomeAreNamed() {
        assertThat(read("https://shop.example/otp?a=b", false).events())
                .containsExactlyInAnyOrder(EventType.values());
        assertThat(
                        WebhookForm.read(
                                        json(
                                                "{'name':'S','url':'https://shop.example/','events':['verification.verified']}"),
                                        WebhookFixture.outside(false))
                                .events())
                .containsExactly(EventType.VERIFIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example/otp",
                "ftp://shop.example/otp",
                "shop.example/otp",
                "https:///otp",
                "https://user:secret@shop.example/otp",
                "https://shop.example/otp#part",
                "https://shop example/",
                "https://127.0.0.1/otp",
                "https://10.1.2.3/otp",
                "https://[::1]/otp",
                "https://[::ffff:192.168.0.1]/otp",
                "https://169.254.169.254/latest/meta-data",
            })
    void refusesAddressesThatItMayNotCall(String url) {
        assertThatThrownBy(() -> read(url, false)).isInstanceOf(Refused.class);
    }

    @Test
    void takesPrivateAddressesWhereTheyAreAllowed() {
        assertThat(read("http://127.0.0.1:8080/otp", true).url())
                .isEqualTo("http://127.0.0.1:8080/otp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'url':'https://shop.example/'}",
                "{'name':'Shop'}",
                "{'name':'Shop','url':'https://shop.example/','events':[]}",
                "{'name':'Shop','url':'https://shop.example/','events':['verification.eaten']}",
                "{'name':'Shop','url':'https://shop.example/','secret':'whsec_mine'}",
            })
    void refusesWhatIsIncompleteOrUnknown(String body) {
        assertThatThrownBy(() -> WebhookForm.read(json(body), WebhookFixture.outside(true)))
                .isInstanceOf(Refused.class);
    }

    private static WebhookForm read(String url, boolean privateAllowed) {
        return WebhookForm.read(
                json("{'name':'Shop','url':'" + url + "'}"),
                WebhookFixture.outside(privateAllowed));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
