namespace WeChatPay.Chain.Media;

/// <summary>The content types of the files that the platform accepts.</summary>
internal static class MediaTypes
{
    /// <returns>The content type of the extension; <c>application/octet-stream</c> for an unknown one.</returns>
    public static string FromFileName(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".jpg" or ".jpeg" => "image/jpeg",
        ".png" => "image/png",
        ".bmp" => "image/bmp",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".heic" => "image/heic",
        ".tif" or ".tiff" => "image/tiff",
        ".svg" => "image/svg+xml",
        ".avi" => "video/x-msvideo",
        ".wmv" => "video/x-ms-wmv",
        ".mpeg" or ".mpg" => "video/mpeg",
        ".mp4" or ".f4v" => "video/mp4",
        ".m4v" => "video/x-m4v",
        ".mov" => "video/quicktime",
        ".mkv" => "video/x-matroska",
        ".flv" => "video/x-flv",
        ".rmvb" => "application/vnd.rn-realmedia-vbr",
        ".mp3" => "audio/mpeg",
        ".wav" => "audio/x-wav",
        ".csv" => "text/csv",
        ".txt" => "text/plain",
        ".html" => "text/html",
        ".json" => "application/json",
        ".xml" => "application/xml",
        ".pdf" => "application/pdf",
        ".doc" => "application/msword",
        ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xls" => "application/vnd.ms-excel",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".zip" => "application/zip",
        ".gz" => "application/gzip",
        ".rar" => "application/x-rar",
        ".7z" => "application/x-7z-compressed",
        _ => "application/octet-stream",
    };
}
