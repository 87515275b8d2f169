// A funnel on a client that takes only a host name, always speaks https and allows no path: every call is a POST with an
// empty body and its parameters in the query string (the transport of astermd/npm-checkoutchamp-client).
import { request } from "node:https";

const [host, port] = process.argv.slice(2);
const account = { loginId: "demo", password: "demo" };

function post(path, params) {
  const query = new URLSearchParams({ ...account, ...params }).toString();
  return new Promise((resolve, reject) => {
    const call = request({ hostname: host, port, path: `/${path}/?${query}`, method: "POST" }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString("utf8"))));
    });
    call.on("error", reject);
    call.end();
  });
}

function message(answer) {
  if (answer.result !== "SUCCESS") throw new Error(JSON.stringify(answer));
  return answer.message;
}

const buyer = { firstName: "Probe", lastName: "Buyer", emailAddress: "buyer@example.com" };
const ship = { shipAddress1: "350 5th Avenue", shipCity: "New York", shipPostalCode: "10118", shipCountry: "US" };
const card = { paySource: "CREDITCARD", cardNumber: "0000000000000000", cardMonth: "12", cardYear: "2030" };

const campaigns = message(await post("campaign/query", { campaignId: "1" })).data;
const [main, upsell] = campaigns["1"].products.map((product) => String(product.campaignProductId));
const landing = { requestUri: "https://shop.example.com/?affId=AF54B33412&c1=fb", userAgent: "Mozilla/5.0" };
const { sessionId } = message(await post("landers/clicks/import", { pageType: "checkoutPage", ...landing }));
const { orderId } = message(await post("leads/import", { campaignId: "1", sessionId, ...buyer, ...ship }));
const order = { campaignId: "1", orderId, sessionId, product1_id: main, ...ship, ...card, cardSecurityCode: "100" };
const declined = await post("order/import", { ...order, cardNumber: "4000000000000002" });
const sold = message(await post("order/import", order));
const upsold = message(await post("upsale/import", { orderId, sessionId, productId: upsell }));
const again = await post("upsale/import", { orderId, sessionId, productId: upsell });
message(await post("order/confirm", { orderId }));
const read = message(await post("order/query", { orderId })).data[0];
console.log(JSON.stringify({
  declined: declined.message, sold: sold.orderStatus, items: upsold.items.length, again: again.message,
  read: read.orderStatus, same: read.orderId === orderId, affId: read.affId,
}));
