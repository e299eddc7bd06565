package org.otpwidget.server.delivery.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.widget.Channel;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;

class ProviderFormTests {

    private static final Network PUBLIC = new Network(false);

    private final ProviderKinds kinds = new ProviderKinds(List.of(new Gateway()));

    @Test
    void demandsHttpsOutsideOfOnesOwnNetwork() {
        assertThatThrownBy(() -> read("baseUrl", "http://api.example", PUBLIC))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> read("url", "http://api.example", PUBLIC))
                .isInstanceOf(Refused.class);
        assertThat(read("url", "http://api.example", new Network(true)).settings())
                .containsEntry("url", "http://api.example");
        assertThat(read("url", "https://api.example", PUBLIC).settings())
                .containsEntry("url", "https://api.example");
    }

    private ProviderForm read(String field, String url, Network network) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("kind", "gateway").put("name", "Gateway");
        body.putObject("settings").put(field, url);
        return ProviderForm.read(body, kinds, network);
    }

    /** Has an address of each type. */
    private static final class Gateway implements ProviderKind {

        @Override
        public About about() {
            return new About(
                    "gateway",
                    "Gateway",
                    Set.of(Channel.SMS),
                    List.of(
                            ProviderField.baseUrl("https://api.gateway.example"),
                            ProviderField.text("url", "Address").addressing()));
        }

        @Override
        public Origin origin(ProviderSettings settings) {
            return Origin.of("");
        }

        @Override
        public ProviderLink open(ProviderSettings settings, ProviderTools tools) {
            return _ -> Mono.just(new Outcome.Sent(null));
        }
    }
}
