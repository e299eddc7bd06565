package org.otpwidget.samplesite;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What a customer is given for a widget.
 *
 * @param serverUrl origin of the OTP server, without a slash at its end
 * @param authkey secret of this site's backend, never shown to a page
 * @param widgetId public id of the widget that the pages show
 * @param linkWidgetId the same of the page with the magic link
 * @param token public credential that the pages carry ({@code tokenAuth})
 */
@ConfigurationProperties("sample")
public record SampleSiteSettings(
        String serverUrl, String authkey, String widgetId, String linkWidgetId, String token) {

    /** The same with the widget that sends links in the place of the other. */
    public SampleSiteSettings ofLinks() {
        return new SampleSiteSettings(serverUrl, authkey, linkWidgetId, linkWidgetId, token);
    }

    @Override
    public String toString() {
        return "SampleSiteSettings[serverUrl=%s, widgetId=%s]".formatted(serverUrl, widgetId);
    }
}
