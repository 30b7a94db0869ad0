namespace Webshop.Orders;

/// <summary>A file that only the user account of the shop can read.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Creates the file, or restricts the permissions of an existing one. SQLite gives its other files the same permissions.
    /// </summary>
    public static void Create(string path)
    {
        // On Windows, a file inherits the permissions of its folder.
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        using (new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = OwnerOnly,
        }))
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }
}
