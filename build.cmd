@echo off
rem The thin twin of build.sh for Windows, through the bash that Git brings. Untested.
bash "%~dp0build.sh" %*
