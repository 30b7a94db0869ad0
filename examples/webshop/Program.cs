// A small shop that takes payments by QR code (Native支付): order, notification, query, refund. It is a demonstration and delivers nothing.
//
//     dotnet run --project examples/webshop
//
// and open the address that it prints. You do not need an account: the shop starts the sandbox, which simulates the platform on loopback,
// and its pages have a button that pays as a user would.
//
// With your own merchant account, the shop calls WeChat Pay and has no such button. Set these options with environment variables
// (WeChatPay__MerchantId=…) or "dotnet user-secrets":
//
//     WeChatPay:MerchantId, WeChatPay:MerchantSerialNumber, WeChatPay:ApiV3Key
//     WeChatPay:MerchantPrivateKey                  file:///etc/shop/apiclient_key.pem
//     WeChatPay:PlatformKeys:PUB_KEY_ID_…           file:///etc/shop/pub_key.pem
//     Shop:AppId                                    the AppID that is linked to the merchant
//     Shop:PublicAddress                            https://shop.example.com/, where the platform reaches this shop
//     Shop:Database                                 the SQLite file; webshop.db by default
//
// The source:
//
//     Shop.cs        the services and the URLs
//     OrderDesk.cs   the actions behind the buttons
//     Orders/        orders and their states in SQLite; a state changes in a single statement, so that nothing happens twice
//     Payments/      the requests to the platform, typed (WeChatPay.Chain.Endpoints); Payment.cs and Refund.cs are what its responses and
//                    notifications say; Binding.cs checks that each belongs to the order; an order is paid and its notification is
//                    handled in one transaction (WeChatPay.Chain.Sql)
//     Pages/         HTML
//
// A real shop also needs users who log in. Here, anyone who knows the number of an order can view and refund it, so the numbers cannot be
// guessed.

using Webshop;

await using var app = await Shop.CreateAsync(args);
await app.RunAsync();
