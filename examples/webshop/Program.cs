// A small shop that takes payments by QR code (Native支付): order, notification, query, refund. It is a demonstration: it delivers nothing.
//
//     dotnet run --project examples/webshop
//
// and open the address that it prints. It needs no account: it starts the sandbox, the platform on loopback, and the page has a button
// that pays as a user would.
//
// With your own merchant it calls WeChat Pay itself, and the button is gone. Set these, in the environment (WeChatPay__MerchantId=…)
// or with "dotnet user-secrets":
//
//     WeChatPay:MerchantId, WeChatPay:MerchantSerialNumber, WeChatPay:ApiV3Key
//     WeChatPay:MerchantPrivateKey                  file:///etc/shop/apiclient_key.pem
//     WeChatPay:PlatformKeys:PUB_KEY_ID_…           file:///etc/shop/pub_key.pem
//     Shop:AppId                                    the AppID that is bound to the merchant
//     Shop:PublicAddress                            https://shop.example.com/, where the platform reaches this shop
//     Shop:Database                                 the SQLite file; webshop.db by default
//
// Where to read on:
//
//     Shop.cs        what is registered, and which URL does what
//     OrderDesk.cs   the buttons
//     Orders/        orders and their states, in SQLite; a state changes in one statement, so that nothing happens twice
//     Payments/      what is said to the platform, and what is believed of its responses and notifications: Binding.cs holds each against
//                    the order that the shop asked about
//     Pages/         HTML
//
// What a shop of your own needs beside this: users who log in. Here whoever knows the number of an order may look at it and refund it,
// so the number cannot be guessed.

using Webshop;

await using var app = await Shop.CreateAsync(args);
await app.RunAsync();
