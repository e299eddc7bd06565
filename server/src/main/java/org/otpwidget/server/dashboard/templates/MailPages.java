package org.otpwidget.server.dashboard.templates;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.dashboard.May;
import org.otpwidget.server.dashboard.Visit;
import org.otpwidget.server.operator.Permission;
import org.otpwidget.server.problem.Problems;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.Preview;
import org.otpwidget.server.widget.Channel;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.nio.charset.StandardCharsets;

/** The HTML part of an e-mail, in a frame where it can do nothing. */
@Controller
@RequestMapping("/dashboard/templates")
class MailPages {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final String POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
                    + " frame-ancestors 'self'";

    private final AccountTemplates templates;
    private final TemplateEditor editor;

    MailPages(AccountTemplates templates, TemplateEditor editor) {
        this.templates = templates;
        this.editor = editor;
    }

    /** As it is stored. */
    @GetMapping("/{id}/mail")
    Mono<ResponseEntity<String>> stored(@May(Permission.SEE) Visit visit, @PathVariable String id) {
        return templates
                .get(visit.accountId(), id)
                .flatMap(template -> editor.stored(visit, template, 0))
                .mapNotNull(TemplateView::preview)
                .mapNotNull(MailPages::html)
                .switchIfEmpty(Problems.notFound("template").signal());
    }

    /** As it was sent by the editor. */
    @PostMapping("/mail")
    Mono<ResponseEntity<String>> draft(
            @May(Permission.CHANGE_TEMPLATES) Visit visit, ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(sent -> TemplateDraft.of(Channel.EMAIL, sent))
                .flatMap(draft -> editor.preview(visit, draft))
                .mapNotNull(MailPages::html);
    }

    private static @Nullable ResponseEntity<String> html(Preview preview) {
        return preview.html() == null
                ? null
                : ResponseEntity.ok()
                        .contentType(HTML)
                        .header("Content-Security-Policy", POLICY)
                        .body(preview.html());
    }
}
