// Uploads of images and videos, downloads to a file or a stream, and bills.
// Each line of PHP is followed by its C# equivalent.

#:project ../../src/WeChatPay.Chain
#:project ../../src/WeChatPay.Chain.Sandbox

using WeChatPay.Chain;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Sandbox;

await using var sandbox = await WeChatPaySandbox.StartAsync();
sandbox.Respond(HttpMethod.Post, "v3/marketing/favor/media/image-upload", new { media_url = "https://example.com/cover.jpg" });
sandbox.Respond(HttpMethod.Post, "v3/merchant-service/images/upload", request => new
{
    is_multipart = request.Headers["Content-Type"].StartsWith("multipart/form-data", StringComparison.Ordinal),
    has_meta = request.Body.Contains("bank_type", StringComparison.Ordinal)
});
sandbox.Respond(
    HttpMethod.Get,
    "v3/merchant-service/images/{media_id}",
    SandboxResponse.Bytes([0xFF, 0xD8, 0xFF], "image/jpeg") with { IsSigned = false });

var folder = Directory.CreateTempSubdirectory("wechatpay-porting-").FullName;
File.WriteAllBytes($"{folder}/licence.png", [0x89, 0x50, 0x4E, 0x47]);
File.WriteAllBytes($"{folder}/shop.mp4", new byte[64]);
// $instance = Builder::factory($config);
dynamic instance = new WeChatPayClient(sandbox.CreateClientOptions());
WeChatPayResponse response;

Console.WriteLine("Uploads");
// $media = new MediaUtil("{$folder}/licence.png");
var media = new MediaUpload($"{folder}/licence.png");
// $response = $instance->v3->merchant->media->upload->post(['body' => $media->getStream(),
//     'headers' => ['Content-Type' => $media->getContentType()]]);
response = instance.v3.merchant.media.upload.Post(body: media);
Print("image", response.Data.media_id);
// $video = new MediaUtil("{$folder}/shop.mp4");
var video = new MediaUpload($"{folder}/shop.mp4");
// $response = $instance['v3/merchant/media/video_upload']->post(['body' => $video->getStream(),
//     'headers' => ['Content-Type' => $video->getContentType()]]);
response = instance["v3/merchant/media/video_upload"].Post(body: video);
Print("video", response.Data.media_id);
// $cover = new MediaUtil('cover.jpg', Utils::streamFor($bytes));
var cover = new MediaUpload([0xFF, 0xD8, 0xFF], "cover.jpg");
// $response = $instance->v3->marketing->favor->media->imageUpload->postAsync(['body' => $cover->getStream(),
//     'headers' => ['Content-Type' => $cover->getContentType()]])->wait();
response = await instance.v3.marketing.favor.media.imageUpload.PostAsync(body: cover);
Print("bytes", response.Data.media_url);
// $media->setMeta(json_encode(['bank_type' => 'CMB', 'filename' => 'licence.png', 'sha256' => $sha256]));
media = new MediaUpload($"{folder}/licence.png", new { bank_type = "CMB", filename = media.FileName, sha256 = media.Sha256 });
// $response = $instance->v3->merchantService->images->upload->post(['body' => $media->getStream(),
//     'headers' => ['Content-Type' => $media->getContentType()]]);
response = instance.v3.merchantService.images.upload.Post(body: media);
Print("custom meta", response.Body);

Console.WriteLine("Downloads");
// $instance->v3->merchantService->images->_media_id_->get(['media_id' => 'm-1', 'sink' => "{$folder}/m-1.jpg"]);
instance.v3.merchantService.images._media_id_.Get(media_id: "m-1", sink: $"{folder}/m-1.jpg");
Print("into a file", $"{new FileInfo($"{folder}/m-1.jpg").Length} bytes");
using var memory = new MemoryStream();
// $instance->v3->merchantService->images->_media_id_->getAsync(['media_id' => 'm-1', 'sink' => $memory])->wait();
await instance.v3.merchantService.images._media_id_.GetAsync(media_id: "m-1", sink: memory);
Print("into a stream", $"{memory.Length} bytes");

Console.WriteLine("Bills, step by step");
// $query = ['bill_date' => '2024-06-30', 'bill_type' => 'ALL'];
var query = new { bill_date = "2024-06-30", bill_type = "ALL" };
// $bill = json_decode((string) $instance->v3->bill->tradebill->get(['query' => $query])->getBody());
var bill = instance.v3.bill.tradebill.Get(query: query).Data;
// $instance->chain('{+url}')->get(['url' => $bill->download_url, 'sink' => "{$folder}/bill.csv"]);
instance.Chain("{+url}").Get(url: (string)bill.download_url, sink: $"{folder}/bill.csv");
Print("downloaded", $"{File.ReadLines($"{folder}/bill.csv").Count()} lines, {bill.hash_type}");
// $intact = sha1_file("{$folder}/bill.csv") === $bill->hash_value;
await instance.DownloadBillAsync("v3/bill/tradebill", $"{folder}/verified.csv", new { query });
Print("in one step, compared with hash_value", $"{File.ReadLines($"{folder}/verified.csv").Count()} lines");

Directory.Delete(folder, recursive: true);

static void Print(string what, object value) => Console.WriteLine($"  {what}: {value}");
