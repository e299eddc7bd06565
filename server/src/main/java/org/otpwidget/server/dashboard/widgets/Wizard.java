package org.otpwidget.server.dashboard.widgets;

import org.otpwidget.server.dashboard.fields.Field.Kind;
import org.otpwidget.server.dashboard.fields.FormView;
import org.otpwidget.server.dashboard.fields.Plan;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.template.Template;
import org.otpwidget.server.widget.WidgetForm;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A new widget on its way through the steps. The server keeps nothing between them: each page
 * carries what the steps before and behind it were given. A step that nobody has seen yet adds
 * nothing, so that its settings get their defaults.
 */
final class Wizard {

    private final MultiValueMap<String, String> sent;
    private final WizardPlans plans;
    private final Set<WizardStep> seen;
    private final JsonMapper json;

    private Wizard(
            MultiValueMap<String, String> sent,
            WizardPlans plans,
            Set<WizardStep> seen,
            JsonMapper json) {
        this.sent = sent;
        this.plans = plans;
        this.seen = seen;
        this.json = json;
    }

    /**
     * A page of the wizard.
     *
     * @param carried what the other steps were given
     */
    record View(WizardStep step, FormView form, List<Carried> carried) {

        /** All steps, in order. */
        public List<WizardStep> steps() {
            return List.of(WizardStep.values());
        }
    }

    /** A value of another step; it travels as a hidden field. */
    record Carried(String name, String value) {}

    /** The beginning. */
    static Wizard empty(List<Template> templates, ZoneId zone, JsonMapper json) {
        var nothing = new LinkedMultiValueMap<String, String>();
        return new Wizard(
                nothing,
                WizardPlans.of(nothing, templates, zone),
                EnumSet.noneOf(WizardStep.class),
                json);
    }

    /** As a page sent it. */
    static Wizard of(
            MultiValueMap<String, String> sent,
            List<Template> templates,
            ZoneId zone,
            JsonMapper json) {
        var seen = EnumSet.of(WizardStep.named(sent.getFirst("step")));
        sent.getOrDefault("seen", List.of()).forEach(word -> seen.add(WizardStep.named(word)));
        var plans = WizardPlans.of(sent, templates, zone);
        return new Wizard(plans.fitted(sent), plans, seen, json);
    }

    /** What {@code /v1/widgets} would be sent. */
    ObjectNode body() {
        ObjectNode body = json.createObjectNode();
        for (WizardStep step : seen) {
            body = plans.of(step).apply(body, sent);
        }
        return body;
    }

    /** All that is wrong so far. */
    List<FieldError> mistakes() {
        try {
            WidgetForm.read(body());
            return List.of();
        } catch (Refused refused) {
            return refused.problem().errors();
        }
    }

    /** The first of the steps up to this one that a mistake stands in. */
    Optional<WizardStep> firstWrong(List<FieldError> errors, WizardStep last) {
        return WizardStep.FORMS.stream()
                .filter(step -> step.compareTo(last) <= 0)
                .filter(step -> !about(step, errors).isEmpty())
                .findFirst();
    }

    /** The page of a step, without its mistakes. */
    View show(WizardStep step) {
        return view(step, List.of());
    }

    /** The page of a step, with those mistakes that are its own. */
    View show(WizardStep step, List<FieldError> errors) {
        var own = about(step, errors);
        return view(step, own.isEmpty() ? errors : own);
    }

    private View view(WizardStep step, List<FieldError> errors) {
        Plan plan = plans.of(step);
        var form =
                seen.contains(step)
                        ? plan.show(sent, errors)
                        : plan.show(plans.defaults(json), errors);
        return new View(step, form, carried(step));
    }

    private List<FieldError> about(WizardStep step, List<FieldError> errors) {
        var form = plans.of(step).show(sent, errors);
        return errors.stream().filter(error -> !form.target(error).equals("form")).toList();
    }

    /** Secrets don't travel: who goes back past one types it again. */
    private List<Carried> carried(WizardStep shown) {
        var carried = new ArrayList<Carried>();
        for (WizardStep step : seen) {
            if (step == shown) {
                continue;
            }
            carried.add(new Carried("seen", step.word()));
            plans.of(step)
                    .fields()
                    .filter(field -> field.kind() != Kind.SECRET)
                    .forEach(
                            field ->
                                    sent.getOrDefault(field.path(), List.of()).stream()
                                            .filter(Objects::nonNull)
                                            .map(value -> new Carried(field.path(), value))
                                            .forEach(carried::add));
        }
        return carried;
    }
}
