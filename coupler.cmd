@echo off
rem The thin twin of coupler for Windows. Untested.
dotnet run --configuration Release --project "%~dp0src\Coupler.Cli" -- %*
