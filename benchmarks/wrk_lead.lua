-- One Import Lead, as a funnel sends it; each connection goes on with the next as soon as it is answered.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.body = "loginId=demo&password=demo&campaignId=1&firstName=Ann&lastName=Brown&emailAddress=ann%40example.com"
  .. "&phoneNumber=5551234567&address1=1+Main+street&city=New+York&state=NY&postalCode=10001&country=US"
  .. "&ipAddress=203.0.113.9&sessionId=5f0c9a7e2b1d4c335f0c9a7e2b1d4c33"
