# A visit as cURL commands: no answers, so some rules stay silent.

curl 'https://api.checkoutchamp.com/landers/clicks/import/' \
  -H 'content-type: application/x-www-form-urlencoded' \
  --data-raw 'loginId=demo&password=demo&pageType=leadPage&campaignId=1&requestUri=https%3A%2F%2Fmylander.example%2Fnutra%2F%3FaffId%3DAF54B33412%26c1%3Dfb%26c2%3D5000234%26utm_source%3Dfacebook%26utm_campaign%3Dspring%2526summer%26back%3Dhttps%253A%252F%252Fx.example%252F%253Fa%253D1%2526c1%253D2&userAgent=Mozilla%2F5.0+%28Macintosh%29&ipAddress=203.0.113.9&httpReferer=https%3A%2F%2Fmylander.example%2Fnutra%2F%3FaffId%3DAF54B33412%26c1%3Dfb%26c2%3D5000234%26utm_source%3Dfacebook%26utm_campaign%3Dspring%2526summer%26back%3Dhttps%253A%252F%252Fx.example%252F%253Fa%253D1%2526c1%253D2'

curl 'https://api.checkoutchamp.com/leads/import/' \
  -H 'content-type: application/x-www-form-urlencoded' \
  --data-raw 'loginId=demo&password=demo&firstName=Ann&lastName=Lee&emailAddress=buyer41%40example.com&phoneNumber=5551234567&campaignId=1&sessionId=55e4697855d12f54167013949c96df77'

curl 'https://api.checkoutchamp.com/landers/clicks/import/' \
  -H 'content-type: application/x-www-form-urlencoded' \
  --data-raw 'loginId=demo&password=demo&pageType=checkoutPage&campaignId=1&sessionId=55e4697855d12f54167013949c96df77'

curl 'https://api.checkoutchamp.com/order/import/' \
  -H 'content-type: application/x-www-form-urlencoded' \
  --data-raw 'loginId=demo&password=demo&sessionId=55e4697855d12f54167013949c96df77&orderId=BCAE9050AD&firstName=Ann&lastName=Lee&emailAddress=buyer41%40example.com&phoneNumber=5551234567&campaignId=1&product1_id=101&product1_qty=1&shipAddress1=1+Main+St&shipCity=Springfield&shipState=IL&shipPostalCode=62701&shipCountry=US&paySource=CREDITCARD&cardNumber=0000000000000000&cardMonth=04&cardYear=2031&cardSecurityCode=100'

curl 'https://api.checkoutchamp.com/landers/clicks/import/' \
  -H 'content-type: application/x-www-form-urlencoded' \
  --data-raw 'loginId=demo&password=demo&pageType=thankyouPage&campaignId=1&sessionId=55e4697855d12f54167013949c96df77'

curl 'https://api.checkoutchamp.com/order/confirm/' \
  -H 'content-type: application/x-www-form-urlencoded' \
  --data-raw 'loginId=demo&password=demo&orderId=BCAE9050AD'
