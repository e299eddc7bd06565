# On your server, never in a page. An access token is good for one exchange.
curl {{server}}/api/v5/widget/verifyAccessToken \
  --header "authkey: $OTP_AUTHKEY" \
  --json '{"access-token": "<the token>", "identifier": "<who the page says it is>"}'

# {"type":"success","message":"919876543210"}  sign this identifier in
# {"type":"error","code":702,"message":"access-token already verified"}  sign nobody in
#
# Failures answer with HTTP 200 as well: look at "type", and let nobody in unless
# it is "success" and the message is the identifier that you expect.
