package org.otpwidget.server.delivery.web;

import org.otpwidget.server.account.Administrator;
import org.otpwidget.server.delivery.ProviderDesk;
import org.otpwidget.server.delivery.Trial;
import org.otpwidget.server.delivery.provider.AuditedProviders;
import org.otpwidget.server.delivery.provider.Provider;
import org.otpwidget.server.delivery.provider.ProviderLinks;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.form.Created;
import org.otpwidget.server.form.Form;
import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed;
import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/providers}: the vendors that an account sends with. */
@RestController
@RequestMapping("/v1/providers")
class ProviderController {

    private static final int LONGEST_RECIPIENT = 254;

    private static final Problem NO_PROVIDER = Problems.notFound("provider");

    private final Providers providers;
    private final AuditedProviders audited;
    private final ProviderLinks links;
    private final ProviderDesk desk;

    ProviderController(
            Providers providers, AuditedProviders audited, ProviderLinks links, ProviderDesk desk) {
        this.providers = providers;
        this.audited = audited;
        this.links = links;
        this.desk = desk;
    }

    @PostMapping
    Mono<ResponseEntity<ProviderView>> create(
            Administrator admin, @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .flatMap(form -> audited.create(admin, form))
                .map(this::view)
                .map(made -> Created.at("/v1/providers", made.id(), made));
    }

    @GetMapping
    Mono<Page<ProviderView>> list(
            Administrator admin, @RequestParam MultiValueMap<String, String> query) {
        return providers
                .list(admin.accountId(), PageQuery.of(query))
                .map(page -> page.map(this::view));
    }

    @GetMapping("/{id}")
    Mono<ProviderView> get(Administrator admin, @PathVariable String id) {
        return find(admin, id).map(this::view);
    }

    @PatchMapping("/{id}")
    Mono<ProviderView> change(
            Administrator admin,
            @PathVariable String id,
            @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .flatMap(patch -> audited.change(admin, id, patch))
                .switchIfEmpty(NO_PROVIDER.signal())
                .map(this::view);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Administrator admin, @PathVariable String id) {
        return audited.delete(admin, id).switchIfEmpty(NO_PROVIDER.signal()).then();
    }

    @PostMapping("/{id}/test")
    Mono<Trial> tryOut(
            Administrator admin,
            @PathVariable String id,
            @RequestBody(required = false) Mono<JsonNode> body) {
        return Form.object(body)
                .zipWith(find(admin, id))
                .flatMap(both -> desk.tryOut(both.getT2(), recipient(both.getT1(), both.getT2())));
    }

    private static String recipient(ObjectNode body, Provider provider) {
        var form = Form.of(body);
        String text = form.requiredText("to", LONGEST_RECIPIENT);
        form.check();
        boolean mobile = provider.channel().isMobile();
        return switch (Identifiers.parse(text, mobile, !mobile)) {
            case Parsed.Accepted(var identifier) -> identifier.value();
            case Parsed.Rejected(var message) -> {
                form.refuse("to", message);
                form.check();
                yield text;
            }
        };
    }

    private Mono<Provider> find(Administrator admin, String id) {
        return providers.get(admin.accountId(), id).switchIfEmpty(NO_PROVIDER.signal());
    }

    private ProviderView view(Provider provider) {
        return ProviderView.of(
                provider, links.receiptUrl(provider.id()).toString(), desk.breaker(provider.id()));
    }
}
