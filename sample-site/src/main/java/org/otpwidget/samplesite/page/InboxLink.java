package org.otpwidget.samplesite.page;

import org.otpwidget.samplesite.SampleSiteSettings;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts the address of the server's inbox of test messages before every page. */
@ControllerAdvice
class InboxLink {

    private final String address;

    InboxLink(SampleSiteSettings settings) {
        this.address = settings.serverUrl() + "/inbox";
    }

    @ModelAttribute("inbox")
    String inbox() {
        return address;
    }
}
