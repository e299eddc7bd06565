package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.TemplateForm;
import org.otpwidget.server.widget.WidgetForm;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SenderPagesIntegrationTests extends DashboardServer {

    private static final String PAGE = "/dashboard/senders";

    @Autowired private AccountTemplates templates;
    @Autowired private Providers providers;

    @Test
    void teachesWhereNothingIs() {
        var viewer = person(newAccount(), Role.VIEWER).browser();
        assertThat(viewer.get(PAGE).body()).contains("Nobody sends yet").contains("caller id");
        assertThat(viewer.get(PAGE + "?lang=hi").body()).contains("अभी कोई नहीं भेजता");
    }

    @Test
    void leadsToWhereASenderIsSet() {
        long account = newAccount();
        String provider =
                got(providers.create(
                                account,
                                tree(
                                        "{'name':'Vendor','kind':'vonage-sms','settings':{'apiKey':'k',"
                                            + "'apiSecret':'s','from':'ShopIndia123'}}")))
                        .id();
        String template =
                got(templates.create(
                                account,
                                TemplateForm.read(
                                        tree(
                                                "{'name':'Login"
                                                    + " <text>','channel':'sms','sender':'SHOPIN',"
                                                    + "'variants':{'en':{'text':'##OTP##'}}}"))))
                        .id();
        String widget =
                got(widgets.create(
                                account,
                                WidgetForm.read(
                                        tree(
                                                "{'name':'Shop &"
                                                    + " more','contactPoint':'mobile','templates':"
                                                    + "{'sms':{'templateId':'"
                                                        + template
                                                        + "'}}}"))))
                        .id();

        var admin = person(account, Role.ADMIN).browser();
        String page = admin.get(PAGE).body();
        assertThat(page)
                .contains("SHOPIN", "ShopIndia123", "at most 11 letters", "Login &lt;text&gt;")
                .contains("href=\"/dashboard/templates/" + template + "\"")
                .contains("href=\"/dashboard/widgets/" + widget + "\"")
                .contains("href=\"/dashboard/providers/" + provider + "\"");
        assertThat(admin.get("/dashboard/templates/" + template).body()).contains("SHOPIN");
        assertThat(person(account, Role.VIEWER).browser().get(PAGE).body())
                .contains("SHOPIN")
                .contains("href=\"/dashboard/providers\"")
                .doesNotContain("/dashboard/providers/" + provider);
        assertThat(person(newAccount(), Role.OWNER).browser().get(PAGE).body())
                .doesNotContain("SHOPIN", template, provider, widget);
    }

    @Test
    void saysWhatWidgetsLack() {
        long account = newAccount();
        got(
                widgets.create(
                        account, WidgetForm.read(tree("{'name':'Shop','contactPoint':'mobile'}"))));
        assertThat(person(account, Role.DEVELOPER).browser().get(PAGE).body())
                .contains("No provider sends over SMS, which the widget “Shop” uses");
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"'));
    }
}
