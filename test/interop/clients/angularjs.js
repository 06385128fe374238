// A page of AngularJS as they were written then, when $http still had `success` (until 1.6): keeps the token of
// Flask-Security in the session's storage and sends it in a header.
const { host, login } = Object.fromEntries(new URLSearchParams(location.search))

angular.module('client', []).controller('session', function ($scope, $http, $window) {
  $scope.user = {}

  $scope.login = function () {
    $http
      .post(host + login, { email: $scope.user.name, password: $scope.user.password })
      .success(function (results) {
        $window.sessionStorage.token = results.response.user.authentication_token
        $scope.answer = 'signed in'
      })
      .error(refused)
  }

  $scope.visit = function () {
    if ($window.sessionStorage.getItem('token')) {
      $http.defaults.headers.common['Authentication-Token'] =
        $window.sessionStorage.getItem('token')
    }
    $http
      .get(host + '/protected')
      .success(function (results) {
        $scope.answer = results.message
      })
      .error(refused)
  }

  function refused(_, status) {
    $scope.answer = 'refused: ' + status
  }
})
