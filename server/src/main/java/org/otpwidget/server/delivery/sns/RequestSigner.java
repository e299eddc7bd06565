package org.otpwidget.server.delivery.sns;

import org.otpwidget.server.delivery.provider.VendorCall;
import org.otpwidget.server.secret.SecretText;

import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

import java.time.Clock;
import java.util.Locale;

/**
 * Signs calls with Amazon's Signature Version 4, by the signer of Amazon's SDK. The SDK's own
 * clients stay out: calls go over the provider's bounded connections like all others.
 */
final class RequestSigner {

    private static final String SERVICE = "sns";

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final AwsCredentialsIdentity identity;
    private final String region;
    private final Clock clock;

    RequestSigner(String region, String accessKeyId, SecretText secretAccessKey, Clock clock) {
        this.region = region;
        this.identity = AwsCredentialsIdentity.create(accessKeyId, secretAccessKey.reveal());
        this.clock = clock;
    }

    /** The same call with a signature, good for some minutes. */
    VendorCall sign(VendorCall call) {
        var request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.fromValue(call.method()))
                        .uri(call.uri());
        call.headers().forEach(request::putHeader);
        var signed =
                signer.sign(
                        to ->
                                to.identity(identity)
                                        .request(request.build())
                                        .payload(ContentStreamProvider.fromUtf8String(call.body()))
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                                        .putProperty(HttpSigner.SIGNING_CLOCK, clock));
        VendorCall complete = call;
        for (var header : signed.request().headers().entrySet()) {
            // The client writes Host by itself, in the same way.
            if (!header.getKey().toLowerCase(Locale.ROOT).equals("host")) {
                complete = complete.with(header.getKey(), header.getValue().getFirst());
            }
        }
        return complete;
    }
}
